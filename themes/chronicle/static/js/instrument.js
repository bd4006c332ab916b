// The instrument: the strip as a canvas with lanes, zoom and pan, linked with the list in both directions.
import { civil, namer } from "./dates.js";
import { draw, palette } from "./draw.js";
import { fold } from "./fold.js";
import { listen } from "./input.js";
import { divide, inView, marks, useful, visible } from "./lanes.js";
import { folder, get, set } from "./records.js";

const LEAST = 4;

/** Turn a figure with a strip into the instrument, linked with a list where there is one. Returns {show(records)}. */
export function start(figure, records, list) {
  const parts = figure.querySelector("template").content.cloneNode(true);
  const [canvas, controls, said, select] = ["canvas", ".controls", "output", "select"].map((what) => parts.querySelector(what));
  const all = marks(records);
  const time = fold(all);
  const margin = time.high / 50 + 1;
  const whole = { from: -margin, to: time.high + margin };
  const names = namer(figure.dataset.lang, figure.dataset.bce);
  const state = { time, names, lanes: [], current: null };
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
    state.colours = palette(figure);
    paint();
  };
  const sort = () => {
    state.lanes = divide(shown, select.value, time);
    figure.dataset.lanes = state.lanes.length;
    resize();
  };
  const say = () => {
    const year = (u) => names.year(civil(Math.floor(time.t(Math.min(Math.max(u, 0), time.high - 1))))[0]);
    const n = state.lanes.reduce((sum, lane) => sum + inView(lane, view), 0);
    said.textContent = `${year(view.from)} – ${year(view.to)}: ${said.dataset.events.replace("0", n)}`;
  };

  const instrument = {
    go(from, to) {
      const wide = Math.min(Math.max(to - from, LEAST), whole.to - whole.from);
      const left = Math.min(Math.max((from + to - wide) / 2, whole.from), whole.to - wide);
      view = { from: left, to: left + wide };
      frame ||= requestAnimationFrame(paint);
      clearTimeout(saying);
      saying = setTimeout(say, 400);
    },
    zoom(factor, at = 0.5) {
      const wide = (view.to - view.from) / factor;
      const fixed = view.from + (view.to - view.from) * at;
      instrument.go(fixed - wide * at, fixed + wide * (1 - at));
    },
    pan(share) {
      const by = (view.to - view.from) * share;
      instrument.go(view.from + by, view.to + by);
    },
    whole: () => instrument.go(whole.from, whole.to),
    at: (x, y) => hits.find((hit) => x >= hit.a && x <= hit.b && y >= hit.top && y <= hit.bottom)?.mark,
    first: () => state.lanes.flatMap((lane) => visible(lane, view)).sort((a, b) => a.start - b.start)[0],
    open({ el, start: day }) {
      if (!el) {
        const year = civil(day)[0];
        const digits = `${Math.abs(year)}`.padStart(4, 0);
        location.href = `${folder(figure.dataset.root)}${digits.length > 4 ? `y${year}` : (year < 0 ? "-" : "") + digits}/`;
        return;
      }
      el.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      el.querySelector("h3 a").focus({ preventScroll: true });
    },
  };

  const facets = useful(all, [...select.options].map((option) => option.value));
  for (const option of [...select.options]) if (option.value && !facets.includes(option.value)) option.remove();
  select.value = facets.includes(get("lanes")) ? get("lanes") : (facets[0] ?? "");
  select.parentElement.hidden = !facets.length;
  select.addEventListener("change", () => {
    set("lanes", select.value);
    sort();
  });
  listen(canvas, controls, instrument);
  figure.querySelector(".strip").hidden = true;
  figure.append(controls, canvas, said);
  figure.classList.add("live");
  new ResizeObserver(resize).observe(canvas);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", resize);
  sort();

  if (list) {
    follow(list, figure, (el) => {
      const mark = all.find((one) => one.el === el);
      if (!mark || state.current === mark) return;
      state.current = mark;
      const u = time.u(mark.start);
      if (u < view.from || u > view.to) instrument.pan((u - view.from) / (view.to - view.from) - 0.5);
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
    const events = list.querySelectorAll(".event:not([hidden])");
    let low = 0;
    for (let high = events.length; low < high; ) {
      const mid = (low + high) >> 1;
      if (events[mid].getBoundingClientRect().bottom < top) low = mid + 1;
      else high = mid;
    }
    tell(events[low]);
  };
  addEventListener("scroll", () => (frame ||= requestAnimationFrame(look)), { passive: true });
  list.addEventListener("focusin", (event) => tell(event.target.closest(".event")));
}
