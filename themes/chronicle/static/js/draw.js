// Painting. Work follows pixels: a column at a time by binary search where events are many, one by one where they are few.
import { APPROX, INTERVAL, OPEN, UNSURE, search, visible } from "./marks.js";
import { civil, ticks } from "./dates.js";

const COLUMN = 2;
const FEW = 48;
const AXIS = 18;

/** Colours from the style sheet, so that dark mode, forced colours and a theme's own palette hold here too. */
export function palette(el) {
  const style = getComputedStyle(el);
  const get = (name) => style.getPropertyValue(name).trim();
  const forced = matchMedia("(forced-colors: active)").matches;
  const pick = (name, system) => (forced ? system : get(name));
  return {
    ink: pick("--ink", "CanvasText"), muted: pick("--muted", "CanvasText"), rule: pick("--rule", "GrayText"),
    accent: pick("--accent", "Highlight"), paper: pick("--paper", "Canvas"),
    lanes: [1, 2, 3, 4, 5, 6].map((i) => pick(`--lane-${i}`, "CanvasText")), font: `12px ${get("--sans")}`,
  };
}

/** Paint everything; returns the places of single marks, for the pointer. */
export function draw(ctx, size, view, state) {
  const { lanes, time, names, colours, current } = state;
  const { width, height } = size;
  ctx.clearRect(0, 0, width, height);
  ctx.font = colours.font;
  ctx.textBaseline = "middle";
  const scale = width / (view.to - view.from);
  const x = (u) => (u - view.from) * scale;
  axis(ctx, size, view, x, state);
  const room = (height - AXIS) / lanes.length;
  const counts = lanes.map((lane) => inView(lane, view));
  const columns = lanes.map((lane, i) => (counts[i] > FEW ? density(lane, view, scale, width) : null));
  const highest = Math.max(1, ...columns.filter(Boolean).map((all) => all.reduce((a, b) => (b > a ? b : a), 0)));
  const hits = [];
  lanes.forEach((lane, i) => {
    const top = i * room;
    const colour = colours.lanes[lanes.length > 1 ? i % 6 : 0];
    if (i) line(ctx, 0, top, width, top, colours.rule);
    if (columns[i]) bars(ctx, columns[i], top, room, highest, colour);
    else singles(ctx, lane, top, room, view, x, colour, state, hits, width);
    if (lane.name) label(ctx, lane.name, 2, top + 8, colours.muted, colours.paper);
  });
  if (current) pointer(ctx, current, x, height, time, colours);
  return hits;
}

/** How many events of a lane lie in view (a few just outside may count where stretches are long). */
export function inView(lane, view) {
  let n = 0;
  for (const { from, sum, longest } of lane.classes) n += sum[search(from, view.to)] - sum[search(from, view.from - longest)];
  return n;
}

/** Events per column; what is longer than a column is spread evenly over its own stretch. */
function density(lane, view, scale, width) {
  const n = Math.ceil(width / COLUMN);
  const change = new Float32Array(n + 1);
  const step = COLUMN / scale;
  for (const { from, to, sum, longest } of lane.classes) {
    if (longest <= step) {
      let before = sum[search(from, view.from)];
      for (let c = 0; c < n; c++) {
        const after = sum[search(from, view.from + (c + 1) * step)];
        if (after !== before) {
          change[c] += after - before;
          change[c + 1] -= after - before;
        }
        before = after;
      }
      continue;
    }
    for (let i = search(from, view.from - longest), end = search(from, view.to); i < end; i++) {
      const a = Math.max(0, Math.floor((from[i] - view.from) / step));
      const b = Math.min(n, Math.max(a + 1, Math.ceil((to[i] - view.from) / step)));
      if (b <= 0) continue;
      const weight = ((sum[i + 1] - sum[i]) * step) / Math.max(step, to[i] - from[i]);
      change[a] += weight;
      change[b] -= weight;
    }
  }
  for (let c = 1; c < n; c++) change[c] += change[c - 1];
  return change.subarray(0, n);
}

function bars(ctx, columns, top, room, highest, colour) {
  ctx.fillStyle = colour;
  for (let c = 0; c < columns.length; c++) {
    if (columns[c] < 1e-4) continue;
    const h = Math.max(1, (columns[c] / highest) * (room - 5));
    ctx.fillRect(c * COLUMN, top + room - h, COLUMN - 0.5, h);
  }
}

function singles(ctx, lane, top, room, view, x, colour, state, hits, width) {
  const marks = visible(lane, view);
  const y = top + room / 2 + (lane.name ? 5 : 0);
  marks.forEach((mark, i) => {
    const a = x(state.time.u(mark.start));
    const b = x(state.time.u(mark.end));
    const long = b - a > 5 || mark.end - mark.start > 7;
    shape(ctx, mark, a, Math.max(b - a, long ? 2 : 4), y, colour, long);
    hits.push({ mark, a: Math.min(a, (a + b) / 2 - 8), b: Math.max(b, (a + b) / 2 + 8), top, bottom: top + room });
    const next = marks[i + 1] ? x(state.time.u(marks[i + 1].start)) : width;
    const left = Math.max(a, 0) + (long ? 3 : 8);
    const from = long ? Math.max(left, x(state.time.u(mark.end)) + 5) : left;
    if (mark.title && next - from > 36) label(ctx, clip(ctx, mark.title, next - from - 6), from, y, state.colours.ink);
  });
}

/** Shape says how precise: day = tick, longer = band, about = faded ends, doubtful = dashes, interval = bar with ends. */
function shape(ctx, mark, a, w, y, colour, long) {
  ctx.fillStyle = ctx.strokeStyle = colour;
  if (mark.kind === UNSURE) {
    ctx.setLineDash([3, 2]);
    ctx.strokeRect(a, y - 4, Math.max(w, 6), 8);
    ctx.setLineDash([]);
  } else if (mark.kind === INTERVAL || mark.kind === OPEN) {
    ctx.fillRect(a, y - 1.5, w, 3);
    ctx.fillRect(a, y - 6, 2, 12);
    if (mark.kind === INTERVAL) ctx.fillRect(a + w - 2, y - 6, 2, 12);
  } else if (long) {
    ctx.globalAlpha = 0.4;
    if (mark.kind === APPROX) {
      const fade = ctx.createLinearGradient(a, 0, a + w, 0);
      for (const [at, colourAt] of [[0, "transparent"], [0.35, colour], [0.65, colour], [1, "transparent"]]) fade.addColorStop(at, colourAt);
      ctx.fillStyle = fade;
    }
    ctx.fillRect(a, y - 4, w, 8);
    ctx.globalAlpha = 1;
  } else {
    ctx.fillRect(a, y - 7, w, 14);
  }
}

function axis(ctx, { width, height }, view, x, { time, names, colours }) {
  const y = height - AXIS;
  line(ctx, 0, y + 0.5, width, y + 0.5, colours.muted);
  ctx.fillStyle = colours.muted;
  const cuts = [view.from, ...time.folds.flat().filter((u) => u > view.from && u < view.to), view.to];
  for (const [a, b] of time.folds) if (b > view.from && a < view.to) label(ctx, "⋯", x((a + b) / 2) - 5, y - 5, colours.muted);
  let free = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [a, b] = [cuts[i], cuts[i + 1]];
    if (b - a <= 0 || time.folds.some(([p, q]) => p <= a && b <= q)) continue;
    const span = time.t(b) - time.t(a);
    const all = ticks(time.t(a), time.t(b), (span / (x(b) - x(a))) * 64, names);
    if (!all.length && x(a) >= free) all.push([time.t(a), names.year(civil(Math.floor(time.t(a)))[0]), false]);
    for (const [day, text] of all) {
      const at = x(time.u(day));
      const wide = ctx.measureText(text).width;
      const left = Math.min(Math.max(at - wide / 2, 0), width - wide);
      if (left < free) continue;
      line(ctx, at, y, at, y + 4, colours.muted);
      ctx.fillStyle = colours.muted;
      ctx.fillText(text, left, y + 11);
      free = left + wide + 10;
    }
  }
}

function pointer(ctx, mark, x, height, time, colours) {
  const at = x((time.u(mark.start) + time.u(mark.end)) / 2);
  line(ctx, at, 0, at, height - AXIS, colours.accent, 1.5);
  ctx.fillStyle = colours.accent;
  ctx.beginPath();
  ctx.arc(at, height - AXIS, 4, 0, 7);
  ctx.fill();
}

function line(ctx, a, b, c, d, colour, width = 1) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(a, b);
  ctx.lineTo(c, d);
  ctx.stroke();
}

function label(ctx, text, x, y, colour, behind) {
  if (behind) {
    ctx.lineWidth = 3;
    ctx.strokeStyle = behind;
    ctx.strokeText(text, x, y);
  }
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function clip(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (ctx.measureText(`${text.slice(0, mid)}…`).width <= width) low = mid;
    else high = mid - 1;
  }
  return low > 3 ? `${text.slice(0, low).trimEnd()}…` : "";
}
