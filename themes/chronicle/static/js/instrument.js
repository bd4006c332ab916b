// The instrument: the strip as a canvas with lanes, zoom and pan, linked with the list in both directions.
import { civil, namer, yearFolder } from "./dates.js";
import { draw, inView, palette } from "./draw.js";
import { fold } from "./fold.js";
import { laneKinds, lanes, visible } from "./marks.js";
import { listen } from "./input.js";
import { folder, get, set } from "./url.js";

const LEAST = 4;

/** Turn a figure with a strip into the instrument for `marks`. Returns {show(marks), point(mark)}. */
export function start(figure, marks) {
  const parts = figure.querySelector("template").content.cloneNode(true);
  const canvas = parts.querySelector("canvas");
  const controls = parts.querySelector(".controls");
  const said = parts.querySelector("output");
  const select = parts.querySelector("select");
  const time = fold(marks.map((m) => m.start), marks.map((m) => m.end));
  const margin = (time.high - time.low) * 0.02 + 1;
  const whole = { from: time.low - margin, to: time.high + margin };
  const state = {
    time, names: namer(figure.dataset.lang, figure.dataset.bce), colours: null, lanes: [], current: null,
  };
  let view = { ...whole };
  let shown = marks;
  let hits = [];
  let size = { width: 0, height: 0 };
  let frame = 0;
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const kinds = laneKinds(marks);
  for (const option of [...select.options]) if (option.value && !kinds.includes(option.value)) option.remove();
  select.value = kinds.includes(get("lanes")) ? get("lanes") : (kinds[0] ?? "");
  if (!kinds.length) select.parentElement.hidden = true;
  figure.querySelector(".strip").hidden = true;
  figure.append(controls, canvas, said);
  figure.classList.add("live");
  const ctx = canvas.getContext("2d");

  const paint = () => {
    frame = 0;
    hits = draw(ctx, size, view, state);
  };
  const redraw = () => (frame ||= requestAnimationFrame(paint));
  const divide = () => {
    state.lanes = lanes(shown, select.value, time);
    figure.dataset.lanes = state.lanes.length;
    resize();
  };
  const resize = () => {
    const dpr = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    size = { width, height };
    canvas.width = width * dpr;
    canvas.height = height * dpr;
    ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    state.colours = palette(figure);
    paint();
  };

  let saying = 0;
  const say = () => {
    clearTimeout(saying);
    saying = setTimeout(() => {
      const all = state.lanes.reduce((n, lane) => n + inView(lane, view), 0);
      const year = (u) => state.names.year(civil(Math.floor(time.t(Math.min(Math.max(u, time.low), time.high))))[0]);
      said.textContent = `${year(view.from)} – ${year(view.to)}: ${said.dataset.events.replace("0", all)}`;
    }, 400);
  };

  /** Move to a view, within bounds; eased unless the reader asked for stillness or is dragging. */
  let target = view;
  let began = 0;
  const go = (from, to, eased = true) => {
    const wide = Math.min(Math.max(to - from, LEAST), whole.to - whole.from);
    const middle = (from + to) / 2;
    const start = Math.min(Math.max(middle - wide / 2, whole.from), whole.to - wide);
    target = { from: start, to: start + wide };
    say();
    if (!eased || still.matches) {
      view = target;
      return redraw();
    }
    const origin = { ...view };
    const mine = (began = performance.now());
    const step = (now) => {
      if (mine !== began) return;
      const k = Math.min(1, Math.max(0, (now - mine) / 140));
      const ease = 1 - (1 - k) ** 3;
      view = { from: origin.from + (target.from - origin.from) * ease, to: origin.to + (target.to - origin.to) * ease };
      paint();
      if (k < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  };
  const zoom = (factor, at = 0.5, eased = true) => {
    const base = eased ? target : view;
    const wide = (base.to - base.from) / factor;
    const fixed = base.from + (base.to - base.from) * at;
    began = 0;
    go(fixed - wide * at, fixed + wide * (1 - at), eased);
  };
  const pan = (share, eased = true) => {
    const base = eased ? target : view;
    const by = (base.to - base.from) * share;
    began = 0;
    go(base.from + by, base.to + by, eased);
  };
  const open = (mark) => {
    if (mark.el) {
      mark.el.scrollIntoView({ block: "start", behavior: still.matches ? "auto" : "smooth" });
      mark.el.querySelector("h3 a").focus({ preventScroll: true });
      point(mark);
    } else if (mark.start !== undefined) {
      location.href = `${folder(figure.dataset.root)}${yearFolder(civil(mark.start)[0])}/`;
    }
  };
  const at = (px, py) => hits.find((hit) => px >= hit.a - 4 && px <= hit.b + 4 && py >= hit.top && py <= hit.bottom);
  const first = () => state.lanes.flatMap((lane) => visible(lane, view)).sort((a, b) => a.start - b.start)[0];
  const point = (mark) => {
    if (state.current === mark) return;
    state.current = mark;
    if (mark && view.to - view.from < whole.to - whole.from) {
      const u = time.u(mark.start);
      if (u < view.from || u > view.to) go(u - (view.to - view.from) / 2, u + (view.to - view.from) / 2);
    }
    redraw();
  };

  listen(canvas, controls, { zoom, pan, at, open, first, whole: () => go(whole.from, whole.to), size: () => size,
    ends: (last) => (last ? go(whole.to - (view.to - view.from), whole.to) : go(whole.from, whole.from + view.to - view.from)) });
  select.addEventListener("change", () => {
    set("lanes", select.value);
    divide();
  });
  new ResizeObserver(resize).observe(canvas);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", resize);
  }
  divide();
  return {
    point,
    show(kept) {
      shown = kept;
      divide();
      say();
    },
  };
}
