// Events as records {start, end, kind, title, text, status, timeline, tag, actor, place, source, …}; start and end are day
// numbers, half-open, null where open.

export const FACETS = ["timeline", "tag", "actor", "place", "source"];
export const KINDS = ["", "approx", "unsure", "interval", "open"];

/** Fold case and accents away, so that "ali" finds "Alí". */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The address of a file beside a page, whose own may end in index.html. */
export const address = (page, file) => new URL(file, new URL(page, location.href)).href;

export const load = async (url) => (await fetch(url)).json();

export function fromPage(list) {
  return Array.from(list.querySelectorAll(".event[data-t]"), (el) => {
    const [start, end] = el.dataset.t.split(",").map((part) => (part ? +part : null));
    const said = el.querySelector("strong.said");
    const record = {
      el, start, end, title: el.querySelector("h3").textContent, text: plain(el.textContent),
      kind: Math.max(0, KINDS.findLastIndex((kind) => kind && el.classList.contains(kind))),
      status: [el.querySelector(".proposed") ? "proposed" : "checked", ...(said?.classList ?? [])],
    };
    for (const facet of FACETS) record[facet] = Array.from(el.querySelectorAll(`.f-${facet}`), (node) => node.textContent);
    return record;
  });
}

/** How many records have each name of a facet. */
export function tally(records, facet) {
  const count = new Map();
  for (const record of records) for (const name of record[facet] ?? []) count.set(name, (count.get(name) ?? 0) + 1);
  return count;
}

/** State that can be shared lives in the address. */
export const get = (name) => new URLSearchParams(location.search).get(name) ?? "";

export function set(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(null, "", url);
}
