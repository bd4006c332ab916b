// What a page gains with scripts. Everything on it can be read, followed and printed without them.
const $ = (what) => document.querySelector(what);
const [figure, list, refine, searchPage] = [".instrument", ".chronology", ".refine", ".search"].map($);
const whole = list?.hasAttribute("data-whole");

if (location.search.includes("embed")) document.documentElement.classList.add("embed");

/** The list has every event: instrument and filters work on it. */
async function onPage({ fromPage }) {
  const [{ show, follow, keys }, { filters }] = await Promise.all([import("./list.js"), import("./filter.js")]);
  const records = fromPage(list);
  const tool = figure && (await import("./instrument.js")).start(figure, records);
  if (tool) follow(list, figure, tool.point);
  keys(list, refine);
  if (!refine) return;
  const run = filters(refine.querySelector("form"), records, (kept) => {
    show(records, kept, list, refine.querySelector("output"));
    tool?.show(kept);
  });
  refine.hidden = false;
  if (run.asked) run();
}

/** The list has a part: filters ask the search page, and the instrument fetches all marks when somebody reaches for it. */
function elsewhere({ folder, fromMarks, load }) {
  if (refine) {
    const form = refine.querySelector("form");
    form.action = `${folder(form.dataset.root)}search/`;
    refine.hidden = false;
  }
  if (figure?.dataset.only === undefined) return;
  const { root, only } = figure.dataset;
  const intents = ["pointerenter", "focusin", "touchstart", "click"];
  const once = async () => {
    for (const name of intents) figure.removeEventListener(name, once);
    const [{ start }, data] = await Promise.all([import("./instrument.js"), load(`${folder(root)}data/marks.json`)]);
    start(figure, fromMarks(data, only));
  };
  for (const name of intents) figure.addEventListener(name, once, { passive: true });
}

if (searchPage) {
  refine.hidden = false;
  import("./search.js").then(({ search }) => search(searchPage));
} else if (list) {
  const work = async () => (whole ? onPage : elsewhere)(await import("./records.js"));
  (globalThis.requestIdleCallback ?? setTimeout)(work);
}
