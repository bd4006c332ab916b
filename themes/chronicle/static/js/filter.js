// Filters over records: combined, and kept in the address.
import { dayNumber } from "./dates.js";
import { FACETS, get, plain, set, tally } from "./records.js";

/** Wire a form to records; `apply(kept, asked)` gets those that pass, and whether anything is asked. Returns what runs it. */
export function filters(form, records, apply) {
  for (const facet of FACETS) fill(form.elements[facet], records, facet);
  const run = () => {
    const wanted = Object.fromEntries(new FormData(form));
    for (const name in wanted) set(name, wanted[name]);
    const asked = Object.values(wanted).some(Boolean);
    apply(asked ? records.filter(test(wanted)) : records, asked);
  };
  for (const field of form.elements) if (get(field.name)) field.value = get(field.name);
  form.addEventListener("input", run);
  form.addEventListener("reset", () => setTimeout(run));
  form.addEventListener("submit", (event) => event.preventDefault());
  return run;
}

function test(wanted) {
  const words = plain(wanted.q).split(/\s+/);
  const [from, to] = [day(wanted.from), day(wanted.to, true)];
  return (record) =>
    [...FACETS, "status"].every((facet) => !wanted[facet] || record[facet].includes(wanted[facet])) &&
    !(record.end <= from && record.end !== null) &&
    !(record.start >= to && record.start !== null) &&
    words.every((word) => record.text.includes(word));
}

/** The first day of "2019", "2019-12", "-0043" …, or the day after its last; NaN for anything else. */
function day(text, after) {
  const match = /^(-?\d{1,6})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text.trim());
  if (!match) return NaN;
  const [year, month, date] = match.slice(1).map((part) => part && +part);
  if (!after) return dayNumber(year, month, date);
  return date ? dayNumber(year, month, date) + 1 : dayNumber(year, (month ?? 12) + 1);
}

function fill(select, records, facet) {
  const count = tally(records, facet);
  for (const name of [...count.keys()].sort((a, b) => a.localeCompare(b))) select.add(new Option(`${name} (${count.get(name)})`, name));
  select.parentElement.hidden = count.size < 2;
}

/** Show only the kept records; the style sheet takes away headings without events. */
export function show(all, kept, output) {
  const keep = new Set(kept);
  for (const record of all) record.el.hidden = !keep.has(record);
  output.textContent = output.dataset.events.replace("0", kept.length);
}
