// Painting. Work follows pixels: a column at a time by binary search where events are many, one by one where they are few.
import { civil, ticks } from "./dates.js";
import { inView, range, search, visible } from "./lanes.js";

const COLUMN = 2;
const FEW = 48;
const AXIS = 18;

/** The style sheet's colours, so that dark mode, forced colours and a theme's own palette hold here too. */
export function palette(el) {
  const style = getComputedStyle(el);
  const get = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: get("ink"), muted: get("muted"), rule: get("rule"), accent: get("accent"), paper: get("paper"), font: `12px ${get("sans")}`,
    lanes: [1, 2, 3, 4, 5, 6].map((i) => get(`lane-${i}`)) };
}

/** Paint everything; returns the places of single marks, for the pointer. */
export function draw(ctx, width, height, view, { lanes, time, names, colours, current }) {
  const scale = width / (view.to - view.from);
  const x = (day) => (time.u(day) - view.from) * scale;
  const floor = height - AXIS;
  const room = floor / lanes.length;
  const hits = [];
  const box = (colour, ...at) => {
    ctx.fillStyle = colour;
    ctx.fillRect(...at);
  };
  const text = (words, left, y, colour = colours.muted) => {
    ctx.fillStyle = colour;
    ctx.strokeText(words, left, y);
    ctx.fillText(words, left, y);
  };

  const singles = (lane, top, colour) => {
    const y = top + room / 2 + (lane.name ? 5 : 0);
    const all = visible(lane, view);
    all.forEach((mark, i) => {
      const [a, b] = [x(mark.start), x(mark.end)];
      const long = b - a > 5 || mark.end - mark.start > 7;
      shape(ctx, mark.kind, a, Math.max(b - a, long ? 2 : 4), y, colour, long);
      hits.push({ mark, a: a - 8, b: b + 8, top, bottom: top + room });
      const left = long ? b + 5 : a + 8;
      const free = (all[i + 1] ? x(all[i + 1].start) : width) - left - 4;
      if (!mark.title || free < 36) return;
      const fade = ctx.createLinearGradient(left, 0, left + free, 0);
      fade.addColorStop(0.8, colours.ink);
      fade.addColorStop(1, "transparent");
      ctx.save();
      ctx.beginPath();
      ctx.rect(left - 2, top, free, room);
      ctx.clip();
      text(mark.title, left, y, fade);
      ctx.restore();
    });
  };

  const axis = () => {
    box(colours.muted, 0, floor, width, 1);
    let free = 0;
    let from = view.from;
    const label = (day, words) => {
      const wide = ctx.measureText(words).width;
      const left = Math.min(Math.max(x(day) - wide / 2, 0), width - wide);
      if (left < free) return;
      box(colours.muted, x(day), floor, 1, 4);
      text(words, left, floor + 11);
      free = left + wide + 10;
    };
    const stretch = (to) => {
      const [a, b] = [time.t(from), time.t(to)];
      const all = to > from ? ticks(a, b, (64 * (b - a)) / ((to - from) * scale), names) : [];
      for (const tick of all) label(...tick);
      if (!all.length && to > from) label(a, names.year(civil(Math.floor(a))[0]));
    };
    for (const [a, b] of time.folds) {
      if (b < view.from || a > view.to) continue;
      stretch(a);
      text("⋯", ((a + b) / 2 - view.from) * scale - 5, floor - 5);
      from = b;
    }
    stretch(view.to);
  };

  ctx.clearRect(0, 0, width, height);
  ctx.font = colours.font;
  ctx.textBaseline = "middle";
  ctx.lineWidth = 3;
  ctx.strokeStyle = colours.paper;
  axis();
  const columns = lanes.map((lane) => (inView(lane, view) > FEW ? density(lane, view, COLUMN / scale, Math.ceil(width / COLUMN)) : null));
  const highest = Math.max(1, ...columns.map((all) => (all ? all.reduce((a, b) => Math.max(a, b)) : 0)));
  lanes.forEach((lane, i) => {
    const top = i * room;
    const colour = colours.lanes[i];
    if (i) box(colours.rule, 0, top, width, 1);
    if (!columns[i]) singles(lane, top, colour);
    columns[i]?.forEach((weight, c) => {
      const h = Math.max(1, (weight / highest) * (room - 5));
      if (weight > 1e-4) box(colour, c * COLUMN, top + room - h, COLUMN - 0.5, h);
    });
    text(lane.name, 2, top + 8);
  });
  if (current) box(colours.accent, (x(current.start) + x(current.end)) / 2 - 1, 0, 2, floor + 5);
  return hits;
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
function shape(ctx, kind, a, w, y, colour, long) {
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = colour;
  if (kind === 2) {
    ctx.lineWidth = 1;
    ctx.setLineDash([3, 2]);
    ctx.strokeRect(a, y - 4, Math.max(w, 6), 8);
  } else if (kind > 2) {
    ctx.fillRect(a, y - 1.5, w, 3);
    ctx.fillRect(a, y - 6, 2, 12);
    if (kind === 3) ctx.fillRect(a + w - 2, y - 6, 2, 12);
  } else if (long) {
    ctx.globalAlpha = 0.4;
    if (kind === 1) {
      ctx.fillStyle = ctx.createLinearGradient(a, 0, a + w, 0);
      ["transparent", colour, colour, "transparent"].forEach((each, i) => ctx.fillStyle.addColorStop(i / 3, each));
    }
    ctx.fillRect(a, y - 4, w, 8);
  } else {
    ctx.fillRect(a, y - 7, w, 14);
  }
  ctx.restore();
}
