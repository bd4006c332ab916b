// What a page gains with scripts. Everything on it can be read, followed and printed without them.
const $ = (what) => document.querySelector(what);
const [figure, list, refine, searchPage] = [".instrument", ".chronology", ".refine", ".search"].map($);
const whole = list?.hasAttribute("data-whole");

if (location.search.includes("embed")) document.documentElement.classList.add("embed");

/** j and k step through the events, and / goes to the filters, while the list has the focus. */
function step(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k", "/"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "/") {
    refine.open = true;
    refine.querySelector("input").focus();
    return;
  }
  const events = [...list.querySelectorAll(".event:not([hidden])")];
  const next = events[events.indexOf(event.target.closest(".event")) + (event.key === "j" ? 1 : -1)];
  next?.querySelector("h3 a").focus();
}

/** The list has every event: instrument and filters work on it; the filters are fetched when somebody opens them. */
async function onPage({ fromPage }) {
  const records = fromPage(list);
  list.addEventListener("keydown", step);
  const tool = figure && (await import("./instrument.js")).start(figure, records, list);
  if (!refine) return;
  const open = async () => {
    const { filters, show } = await import("./filter.js");
    const run = filters(refine.querySelector("form"), records, (kept) => {
      show(records, kept, refine.querySelector("output"));
      tool?.show(kept);
    });
    run();
  };
  refine.addEventListener("toggle", open, { once: true });
  refine.hidden = false;
  refine.open = Array.from(refine.querySelectorAll("[name]")).some((field) => new URLSearchParams(location.search).has(field.name));
}

/** The list has a part: filters ask the search page, and the instrument fetches all marks when somebody reaches for it. */
function elsewhere({ address }) {
  if (refine) {
    const form = refine.querySelector("form");
    form.action = address(form.dataset.root, "search/");
    refine.hidden = false;
  }
  if (figure?.dataset.only === undefined) return;
  const { root, only } = figure.dataset;
  let begun;
  const begin = async () => {
    const [{ start }, { fetchMarks }] = await Promise.all([import("./instrument.js"), import("./marks.js")]);
    const [all, facets, complete] = await fetchMarks(root, only);
    start(figure, all, null, facets, complete);
  };
  figure.onpointerenter = () => (begun ??= begin());
  figure.addEventListener("focusin", figure.onpointerenter);
}

if (searchPage) {
  refine.hidden = false;
  import("./search.js").then(({ search }) => search(searchPage));
} else if (list) {
  const id = location.hash.slice(1);
  if (id && list.dataset.moved && !document.getElementById(id)) import("./moved.js").then(({ follow }) => follow(list.dataset.moved, id));
  const work = async () => (whole ? onPage : elsewhere)(await import("./records.js"));
  (globalThis.requestIdleCallback ?? setTimeout)(work);
}
