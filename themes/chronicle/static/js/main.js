// What a page gains with scripts. Everything on it can be read, followed and printed without them.
import { folder, get } from "./url.js";

const root = document.documentElement;
if (new URLSearchParams(location.search).has("embed")) root.classList.add("embed");

const figure = document.querySelector(".instrument");
const list = document.querySelector(".chronology");
const refine = document.querySelector(".refine");
const form = refine?.querySelector("form");
const searchPage = document.querySelector(".search");

/** Run when the page has nothing better to do. */
const idle = (work) => (globalThis.requestIdleCallback ?? setTimeout)(work);

async function instrument() {
  const { fromPage, fromFile } = await import("./marks.js");
  const { start } = await import("./instrument.js");
  const { only, root: home } = figure.dataset;
  const marks = only === undefined ? fromPage(list) : await fromFile(`${folder(home)}data/marks.json`, only);
  return marks.length > 1 ? { made: start(figure, marks), marks } : null;
}

async function page() {
  const [{ records, show, follow, keys }, { filters }] = await Promise.all([import("./list.js"), import("./filter.js")]);
  const whole = list.dataset.whole !== undefined;
  const tool = figure && whole ? await instrument() : null;
  const markOf = new Map(tool?.marks.map((mark) => [mark.el, mark]));
  if (form && whole) {
    const all = records(list);
    const run = filters(form, all, (kept, asked) => {
      show(all, kept, list, refine.querySelector("output"));
      const marks = kept.map((record) => markOf.get(record.el)).filter(Boolean);
      if (tool) tool.made.show(asked ? marks : tool.marks);
    });
    if (run.asked) run();
  }
  if (form) form.action = `${folder(form.dataset.root)}search/`;
  if (refine) refine.hidden = false;
  if (tool) follow(list, (el) => tool.made.point(markOf.get(el) ?? null));
  keys(list, form);
}

if (figure?.dataset.only !== undefined) {
  const intents = ["pointerenter", "focusin", "touchstart", "click"];
  const once = () => {
    for (const name of intents) figure.removeEventListener(name, once);
    instrument();
  };
  for (const name of intents) figure.addEventListener(name, once, { passive: true });
  if (get("lanes")) once();
}
if (list) idle(page);
if (searchPage) import("./search.js").then(({ search }) => search(searchPage));
