// Painting. Work follows pixels: a column at a time by binary search where events are many, one by one where they are few.
import { civil, ticks } from "./dates.js";
import { inView, range, search, visible } from "./lanes.js";

const COLUMN = 2;
const FEW = 48;
const AXIS = 18;

/** Paint everything in the style sheet's colours; returns the places of single marks, for the pointer. */
export function draw(ctx, width, height, view, { lanes, time, names, colour, current }) {
  const scale = width / (view.to - view.from);
  const x = (day) => (time.u(day) - view.from) * scale;
  const floor = height - AXIS;
  const room = floor / lanes.length;
  const hits = [];
  const [ink, muted, rule, accent, paper, sans] = ["ink", "muted", "rule", "accent", "paper", "sans"].map(colour);
  const box = (fill, ...at) => {
    ctx.fillStyle = fill;
    ctx.fillRect(...at);
  };
  const text = (words, left, y, fill = muted) => {
    ctx.fillStyle = fill;
    ctx.strokeText(words, left, y);
    ctx.fillText(words, left, y);
  };

  const singles = (lane, top, fill) => {
    const y = top + room / 2 + (lane.name ? 5 : 0);
    const all = visible(lane, view);
    all.forEach((mark, i) => {
      const [a, b] = [x(mark.start), x(mark.end)];
      const long = b - a > 5 || mark.end - mark.start > 7;
      shape(ctx, mark.kind, a, Math.max(b - a, long ? 2 : 4), y, fill, long);
      hits.push({ mark, a: a - 8, b: b + 8, top, bottom: top + room });
      const left = long ? b + 5 : a + 8;
      const free = (all[i + 1] ? x(all[i + 1].start) : width) - left - 10;
      if (mark.title && free > 48) text(fit(ctx, mark.title, free), left, y, ink);
    });
  };

  const axis = () => {
    box(muted, 0, floor, width, 1);
    let free = 0;
    let from = view.from;
    const label = (day, words) => {
      const wide = ctx.measureText(words).width;
      const left = Math.min(Math.max(x(day) - wide / 2, 0), width - wide);
      if (left < free) return;
      box(muted, x(day), floor, 1, 4);
      text(words, left, floor + 11);
      free = left + wide + 10;
    };
    for (const [a, b] of [...time.folds, [view.to]]) {
      if (b < view.from || a > view.to) continue;
      const [start, end] = [from, a].map(time.t);
      const places = a > from ? ticks(start, end, (64 * (end - start)) / ((a - from) * scale), names) : [];
      if (a > from && !places.length) places.push([start, names.year(civil(Math.floor(start))[0])]);
      for (const place of places) label(...place);
      if (b) text("⋯", ((a + b) / 2 - view.from) * scale - 5, floor);
      from = b;
    }
  };

  ctx.clearRect(0, 0, width, height);
  ctx.font = `12px ${sans}`;
  ctx.textBaseline = "middle";
  ctx.lineWidth = 3;
  ctx.strokeStyle = paper;
  axis();
  const columns = lanes.map((lane) => (inView(lane, view) > FEW ? density(lane, view, COLUMN / scale, Math.ceil(width / COLUMN)) : null));
  const highest = Math.max(1, ...columns.flatMap((all) => [...(all ?? [])]));
  lanes.forEach((lane, i) => {
    const top = i * room;
    const fill = colour(`lane-${i + 1}`);
    if (i) box(rule, 0, top, width, 1);
    if (!columns[i]) singles(lane, top, fill);
    columns[i]?.forEach((weight, c) => {
      const h = Math.max(1, (weight / highest) * (room - 5));
      if (weight > 1e-4) box(fill, c * COLUMN, top + room - h, COLUMN - 0.5, h);
    });
    text(lane.name, 2, top + 8);
  });
  if (current) box(accent, (x(current.start) + x(current.end)) / 2 - 1, 0, 2, floor + 5);
  return hits;
}

/** As many words of a text as there is room for. */
function fit(ctx, words, room) {
  const wide = ctx.measureText(words).width;
  return wide > room ? `${words.slice(0, (words.length * room) / wide - 2).replace(/[\s,]+\S*$/, "")}…` : words;
}

/** Events per column; what is longer than a column is spread evenly over its own stretch. */
function density(lane, view, step, n) {
  const change = new Float32Array(n + 1);
  for (const one of lane.classes) {
    const { from, to, sum, longest } = one;
    if (longest <= step) {
      let before = sum[search(from, view.from)];
      for (let c = 0; c < n; c++) {
        const after = sum[search(from, view.from + (c + 1) * step)];
        change[c] += after - before;
        change[c + 1] -= after - before;
        before = after;
      }
      continue;
    }
    const [first, end] = range(one, view);
    for (let i = first; i < end; i++) {
      const a = Math.max(0, Math.floor((from[i] - view.from) / step));
      const b = Math.min(n, Math.max(a + 1, Math.ceil((to[i] - view.from) / step)));
      const weight = ((sum[i + 1] - sum[i]) * step) / Math.max(step, to[i] - from[i]);
      if (b <= a) continue;
      change[a] += weight;
      change[b] -= weight;
    }
  }
  for (let c = 1; c < n; c++) change[c] += change[c - 1];
  return change.subarray(0, n);
}

/** Shape says how precise: day = tick, longer = band, about = faded ends, doubtful = dashes, interval = bar with ends. */
function shape(ctx, kind, a, w, y, fill, long) {
  const bar = (left, up, wide) => ctx.fillRect(left, y - up, wide, 2 * up);
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = fill;
  if (kind === 2) {
    ctx.lineWidth = 1;
    ctx.setLineDash([3, 2]);
    ctx.strokeRect(a, y - 4, Math.max(w, 6), 8);
  } else if (kind > 2) {
    bar(a, 1.5, w);
    bar(a, 6, 2);
    if (kind === 3) bar(a + w - 2, 6, 2);
  } else if (long) {
    ctx.globalAlpha = kind ? 0.16 : 0.4;
    for (const cut of kind ? [0, 0.12, 0.24] : [0]) bar(a + w * cut, 4, w - 2 * w * cut);
  } else bar(a, 7, w);
  ctx.restore();
}
