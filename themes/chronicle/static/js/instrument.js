// The instrument: the strip as a canvas with lanes, zoom and pan, linked with the list in both directions.
import { civil, namer } from "./dates.js";
import { draw } from "./draw.js";
import { fold } from "./fold.js";
import { listen } from "./input.js";
import { divide, inView, marks, useful, visible } from "./lanes.js";
import { address, get, set } from "./records.js";

const LEAST = 4;
const clamp = (x, low, high) => Math.min(Math.max(x, low), high);

/** Turn a figure with a strip into the instrument, linked with a list where there is one. Returns {show(records)}.
 * Of records that do not say all, `known` are the facets that tell something, and `complete` adds the names of one. */
export function start(figure, records, list, known, complete) {
  const parts = figure.querySelector("template").content.cloneNode(true);
  const [canvas, controls, said, select] = ["canvas", ".controls", "output", "select"].map((what) => parts.querySelector(what));
  const all = marks(records);
  const time = fold(all);
  const margin = time.high / 50 + 1;
  const whole = { from: -margin, to: time.high + margin };
  const names = namer(figure.dataset.lang, figure.dataset.bce);
  const style = getComputedStyle(figure);
  const state = { time, names, lanes: [], current: null, colour: (name) => style.getPropertyValue(`--${name}`) };
  const ctx = canvas.getContext("2d");
  let shown = all;
  let view = whole;
  let hits = [];
  let frame = 0;
  let saying = 0;

  const paint = () => {
    frame = 0;
    hits = draw(ctx, canvas.clientWidth, canvas.clientHeight, view, state);
  };
  const resize = () => {
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    ctx.scale(devicePixelRatio, devicePixelRatio);
    paint();
  };
  const sort = async () => {
    if (select.value) await complete?.(select.value);
    state.lanes = divide(shown, select.value, time);
    figure.dataset.lanes = state.lanes.length;
    resize();
  };
  const say = () => {
    const year = (u) => names.year(civil(Math.floor(time.t(clamp(u, 0, time.high - 1))))[0]);
    const n = state.lanes.reduce((sum, lane) => sum + inView(lane, view), 0);
    said.textContent = `${year(view.from)} – ${year(view.to)}. ${said.dataset.events.replace("0", n)}`;
  };

  const instrument = {
    go(from, wide) {
      view = { from: clamp(from, whole.from, whole.to - wide) };
      view.to = view.from + wide;
      frame ||= requestAnimationFrame(paint);
      clearTimeout(saying);
      saying = setTimeout(say, 400);
    },
    zoom(factor, at = 0.5) {
      const wide = view.to - view.from;
      const next = clamp(wide / factor, LEAST, whole.to - whole.from);
      instrument.go(view.from + (wide - next) * at, next);
    },
    pan(share) {
      const wide = view.to - view.from;
      instrument.go(view.from + wide * share, wide);
    },
    at: (x, y) => hits.find((hit) => x >= hit.a && x <= hit.b && y >= hit.top && y <= hit.bottom)?.mark,
    first: () => state.lanes.flatMap((lane) => visible(lane, view)).sort((a, b) => a.start - b.start)[0],
    open({ el, start: day }) {
      const year = civil(day)[0];
      const digits = `${Math.abs(year)}`.padStart(4, 0);
      if (el) el.querySelector("h3 a").focus();
      else location.href = address(figure.dataset.root, digits.length > 4 ? `y${year}/` : `${year < 0 ? "-" : ""}${digits}/`);
    },
  };

  const facets = useful(all, ["timeline"]).concat(known ?? useful(all, ["tag", "actor", "place"]));
  for (const option of [...select.options]) if (option.value && !facets.includes(option.value)) option.remove();
  select.value = facets.includes(get("lanes")) ? get("lanes") : (facets[0] ?? "");
  select.parentElement.hidden = !facets.length;
  select.onchange = () => {
    set("lanes", select.value);
    sort();
  };
  listen(canvas, controls, instrument);
  figure.querySelector(".strip").hidden = true;
  figure.append(controls, canvas, said);
  figure.classList.add("live");
  new ResizeObserver(resize).observe(canvas);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).onchange = paint;
  sort();

  if (list) {
    follow(list, figure, (el) => {
      const mark = all.find((one) => one.el === el);
      if (!mark || state.current === mark) return;
      state.current = mark;
      const at = (time.u(mark.start) - view.from) / (view.to - view.from);
      if (at < 0 || at > 1) instrument.pan(at - 0.5);
      paint();
    });
  }
  return {
    show(kept) {
      shown = marks(kept);
      sort();
      say();
    },
  };
}

/** Tell which event is being read: the first whose end is below the instrument, or the one that has the focus. */
function follow(list, figure, tell) {
  let frame = 0;
  const look = () => {
    frame = 0;
    const top = figure.getBoundingClientRect().bottom + 24;
    tell([...list.querySelectorAll(".event:not([hidden])")].find((el) => el.getBoundingClientRect().bottom > top));
  };
  addEventListener("scroll", () => (frame ||= requestAnimationFrame(look)), { passive: true });
  list.addEventListener("focusin", (event) => tell(event.target.closest(".event")));
}
