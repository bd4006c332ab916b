// The instrument's index: the places in time of all events, for pages that have only some.
import { address, load } from "./records.js";

const column = (root, name) => load(address(root, `data/marks${name}.json`));

/** All marks, or those of one timeline, with the facets that have lanes and what gives the marks their names of one. */
export async function fetchMarks(root, only) {
  const { facets, ...columns } = await column(root, "");
  const all = fromColumns(columns, only);
  const complete = async (facet) => all[0][facet] ?? name(all, facet, await column(root, `-${facet}`));
  return [all, facets, complete];
}

function fromColumns({ start, length, kind, ...timelines }, only) {
  let day = 0;
  const all = start.map((step, row) => {
    day += step;
    return { row, start: day, end: day + length[row], kind: +kind[row] };
  });
  name(all, "timeline", timelines);
  return only ? all.filter((record) => record.timeline[0] === only) : all;
}

/** Give marks their names of a facet, from a column that has a character for each row. */
function name(all, facet, { names, lane }) {
  for (const record of all) record[facet] = names[lane.charCodeAt(record.row) - 48];
}
