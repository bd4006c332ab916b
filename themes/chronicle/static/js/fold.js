// Folded time: long stretches in which nothing happens are narrowed, so that 44 BCE and 2019 fit on one strip.

/** Of marks by start: {u(day), t(u), high, folds: [[u, u], …]}; `u`, the folded coordinate in days, is 0 at the first. */
export function fold(marks) {
  const low = marks[0].start;
  const gaps = [];
  let reach = low;
  let high = low;
  for (const { start, end } of marks) {
    if (start > reach) gaps.push([reach, start]);
    reach = Math.max(reach, end - start > 3700 ? start + 1 : end);
    high = Math.max(high, end);
  }
  const long = gaps.filter(([a, b]) => b - a > Math.max(30, (high - low) / 12));
  const width = Math.max(2, (high - low - long.reduce((sum, [a, b]) => sum + b - a, 0)) / 24);
  const knots = [[low, 0]];
  const upTo = (day) => knots.push([day, knots.at(-1)[1] + day - knots.at(-1)[0]]);
  const folds = long.map(([a, b]) => {
    const margin = Math.min((b - a) / 10, width / 4);
    upTo(a + margin);
    const u = knots.at(-1)[1];
    knots.push([b - margin, u + width]);
    return [u, u + width];
  });
  upTo(high + 1);
  const map = (x, from, to) => {
    const i = knots.findIndex((knot, n) => n && knot[from] >= x);
    const [a, b] = [knots.at(i - 1), knots.at(i)]; // beyond the last, the last two
    return a[to] + ((x - a[from]) * (b[to] - a[to])) / (b[from] - a[from]);
  };
  return { u: (day) => map(day, 0, 1), t: (u) => map(u, 1, 0), high: knots.at(-1)[1], folds };
}
