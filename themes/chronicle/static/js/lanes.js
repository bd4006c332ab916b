// Lanes: marks divided by a facet and packed for drawing: equal stretches once, in classes of like length, with running counts.
import { tally } from "./records.js";

const MOST = 6;

/** Marks for drawing, by start; an open end is taken at the other one. */
export function marks(records) {
  const closed = [];
  for (const record of records) {
    const { start, end } = record;
    if (start !== null && end !== null) closed.push(record);
    else if (start !== end) closed.push({ ...record, start: start ?? end - 1, end: end ?? start + 1 });
  }
  return closed.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The facets that tell something: more than one name. */
export const useful = (all, facets) => facets.filter((facet) => tally(all, facet).size > 1);

/** Divide marks into lanes: the most frequent names, the rest in one without a name. */
export function divide(all, facet, time) {
  const count = tally(all, facet);
  const names = [...count.keys()].sort((a, b) => count.get(b) - count.get(a) || (a < b ? -1 : 1));
  const rows = new Map(names.slice(0, names.length > MOST ? MOST - 1 : MOST).map((name) => [name, []]));
  rows.set("", []);
  for (const mark of all) {
    const mine = (mark[facet] ?? []).filter((name) => rows.has(name));
    for (const name of mine.length ? mine : [""]) rows.get(name).push(mark);
  }
  return [...rows].filter(([, row]) => row.length).map(([name, row]) => ({ name, classes: pack(row, time) }));
}

function pack(row, time) {
  const classes = new Map();
  for (const mark of row) {
    const size = Math.round(Math.log2(mark.end - mark.start));
    if (!classes.has(size)) classes.set(size, []);
    const last = classes.get(size).at(-1);
    if (last?.[0].start === mark.start && last[0].end === mark.end) last.push(mark);
    else classes.get(size).push([mark]);
  }
  return [...classes.values()].map((groups) => {
    const from = groups.map(([mark]) => time.u(mark.start));
    const to = groups.map(([mark]) => time.u(mark.end));
    const sum = [0];
    for (const group of groups) sum.push(sum.at(-1) + group.length);
    return { from, to, sum, groups, longest: to.reduce((most, end, i) => Math.max(most, end - from[i]), 0) };
  });
}

/** The first index whose value is not less than x. */
export function search(sorted, x) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid] < x) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Indices of a class that may lie in view. */
export const range = ({ from, longest }, view) => [search(from, view.from - longest), search(from, view.to)];

export const inView = (lane, view) =>
  lane.classes.reduce((n, one) => {
    const [a, b] = range(one, view);
    return n + one.sum[b] - one.sum[a];
  }, 0);

/** The marks of a lane in view, by start; for lanes with few. */
export function visible(lane, view) {
  const found = lane.classes.flatMap((one) => one.groups.slice(...range(one, view)).flat());
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}
