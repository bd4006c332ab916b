// What the instrument draws: from the list on the page, or, on pages that show only a part, from /data/marks.json.

export const PLAIN = 0, APPROX = 1, UNSURE = 2, INTERVAL = 3, OPEN = 4;
const KINDS = [["approx", APPROX], ["unsure", UNSURE], ["open", OPEN], ["interval", INTERVAL]];
const LANES = 6;

/** Read the events of the page: {start, end, kind, el, lanes: {kind: [names]}} by start. */
export function fromPage(root) {
  const marks = [];
  for (const el of root.querySelectorAll(".event[data-t]")) {
    const [a, b] = el.dataset.t.split(",");
    if (!a && !b) continue;
    const start = a ? +a : +b - 1;
    const end = b ? +b : start + 1;
    const kind = KINDS.find(([name]) => el.classList.contains(name));
    const names = (what) => Array.from(el.querySelectorAll(`.of .${what} a`), (link) => link.textContent);
    const lanes = { timeline: names("in"), tag: names("tag"), actor: names("actor"), place: names("place") };
    marks.push({ start, end, kind: kind ? kind[1] : PLAIN, el, title: el.querySelector("h3").textContent, lanes });
  }
  return marks.sort((x, y) => x.start - y.start || y.end - x.end);
}

/** Read /data/marks.json: columns of start (as differences), length, kind and lane. */
export async function fromFile(url, only) {
  const data = await (await fetch(url)).json();
  const marks = [];
  let start = 0;
  for (let i = 0; i < data.start.length; i++) {
    start += data.start[i];
    const lane = data.names[data.lane.charCodeAt(i) - 48] ?? "";
    if (only && lane !== only) continue;
    marks.push({ start, end: start + data.length[i], kind: data.kind.charCodeAt(i) - 48, lanes: { timeline: [lane] } });
  }
  return marks;
}

/** Which kinds of lane tell something: more than one name. */
export function laneKinds(marks) {
  return ["timeline", "tag", "actor", "place"].filter((kind) => {
    const names = new Set();
    for (const mark of marks) for (const name of mark.lanes[kind] ?? []) if (names.add(name).size > 1) return true;
    return false;
  });
}

/**
 * Divide marks into lanes (the most frequent names, the rest in one without a name) and pack each for drawing:
 * equal stretches once, with a running count, in classes of like length.
 */
export function lanes(marks, kind, time) {
  const count = new Map();
  for (const mark of marks) for (const name of mark.lanes[kind] ?? []) count.set(name, (count.get(name) ?? 0) + 1);
  const names = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  const shown = names.slice(0, names.length > LANES ? LANES - 1 : LANES);
  const rows = new Map(shown.map((name) => [name, []]));
  rows.set("", []);
  for (const mark of marks) {
    const mine = (mark.lanes[kind] ?? []).filter((name) => rows.has(name));
    for (const name of mine.length ? mine : [""]) rows.get(name).push(mark);
  }
  return [...rows].filter(([, row]) => row.length).map(([name, row]) => ({ name, marks: row, classes: pack(row, time) }));
}

function pack(row, time) {
  const classes = new Map();
  for (const mark of row) {
    const size = Math.round(Math.log2(mark.end - mark.start));
    if (!classes.has(size)) classes.set(size, []);
    const all = classes.get(size);
    const last = all.at(-1);
    if (last && last.start === mark.start && last.end === mark.end) last.marks.push(mark);
    else all.push({ start: mark.start, end: mark.end, marks: [mark] });
  }
  return [...classes.values()].map((all) => {
    const from = Float64Array.from(all, (g) => time.u(g.start));
    const to = Float64Array.from(all, (g) => time.u(g.end));
    const sum = new Uint32Array(all.length + 1);
    let longest = 0;
    all.forEach((g, i) => {
      sum[i + 1] = sum[i] + g.marks.length;
      longest = Math.max(longest, to[i] - from[i]);
    });
    return { from, to, sum, longest, groups: all };
  });
}

/** The marks of a lane in view, by start; for lanes with few. */
export function visible(lane, view) {
  const found = [];
  for (const { from, to, longest, groups } of lane.classes) {
    for (let i = search(from, view.from - longest), end = search(from, view.to); i < end; i++) {
      if (to[i] > view.from) found.push(...groups[i].marks);
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
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
