// Filters over records {text, start, end, status, timeline, tag, actor, place, source}: combined, and kept in the address.
import { dayNumber } from "./dates.js";
import { get, set } from "./url.js";

const FACETS = ["timeline", "tag", "actor", "place", "source"];

/** Fold case and accents away, so that "Ali" finds "Alí". */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Wire a form to records; `apply(kept)` gets those that pass. Returns a function that runs the filters again. */
export function filters(form, records, apply) {
  for (const facet of FACETS) fill(form.elements[facet], records, facet);
  for (const field of form.elements) {
    if (!field.name || !get(field.name)) continue;
    field.value = get(field.name);
    run.asked = form.parentElement.open = true;
  }
  function run() {
    const wanted = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
    for (const name of Object.keys(wanted)) set(name, wanted[name]);
    apply(records.filter(test(wanted)), Object.values(wanted).some(Boolean));
  }
  let typing = 0;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(run, 120);
  });
  form.addEventListener("reset", () => setTimeout(run));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.parentElement.hidden = false;
  return run;
}

/** A predicate for what a form asks. */
export function test(wanted) {
  const words = plain(wanted.q ?? "").split(/\s+/).filter(Boolean);
  const from = day(wanted.from, false);
  const to = day(wanted.to, true);
  return (record) =>
    FACETS.every((facet) => !wanted[facet] || record[facet].includes(wanted[facet])) &&
    (!wanted.status || record.status.includes(wanted.status)) &&
    (from === null || record.end === null || record.end > from) &&
    (to === null || record.start === null || record.start < to) &&
    words.every((word) => record.text.includes(word));
}

/** The first day of "2019", "2019-12", "-0043" …, or the day after its last; null for anything else. */
function day(text, after) {
  const match = /^(-?\d{1,6})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text ?? "");
  if (!match) return null;
  const [year, month, date] = [match[1], match[2], match[3]].map((part) => part && Number(part));
  if (!after) return dayNumber(year, month ?? 1, date ?? 1);
  if (date) return dayNumber(year, month, date) + 1;
  return month ? dayNumber(year + (month === 12 ? 1 : 0), (month % 12) + 1) : dayNumber(year + 1);
}

function fill(select, records, facet) {
  const count = new Map();
  for (const record of records) for (const name of record[facet]) count.set(name, (count.get(name) ?? 0) + 1);
  const names = [...count.keys()].sort((a, b) => a.localeCompare(b));
  for (const name of names) select.add(new Option(`${name} (${count.get(name)})`, name));
  select.parentElement.hidden = names.length < 2;
}
