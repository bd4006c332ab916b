// Folded time: long stretches in which nothing happens are narrowed, so that 44 BCE and 2019 fit on one strip.
// `u` is the folded coordinate, in days; between two knots it grows linearly with time.

export function fold(starts, ends) {
  const n = starts.length;
  const low = starts[0];
  let high = low;
  let open = [];
  let reach = low;
  for (let i = 0; i < n; i++) {
    if (starts[i] > reach) open.push([reach, starts[i]]);
    const end = ends[i] - starts[i] > 3700 ? starts[i] + 1 : ends[i];
    if (end > reach) reach = end;
    if (ends[i] > high) high = ends[i];
  }
  const least = Math.max(30, (high - low) / 12);
  open = open.filter(([a, b]) => b - a > least);
  const kept = high - low - open.reduce((sum, [a, b]) => sum + b - a, 0);
  const width = Math.max(kept / 24, 2);
  const knots = [[low, 0]];
  for (const [a, b] of open) {
    const margin = Math.min((b - a) / 10, width / 4);
    const u = knots.at(-1)[1] + a + margin - knots.at(-1)[0];
    knots.push([a + margin, u], [b - margin, u + width]);
  }
  const [t, u] = knots.at(-1);
  knots.push([high, u + high - t]);

  const map = (x, from, to) => {
    let i = 1;
    while (i < knots.length - 1 && knots[i][from] < x) i++;
    const [a, b] = [knots[i - 1], knots[i]];
    const slope = b[from] === a[from] ? 1 : (b[to] - a[to]) / (b[from] - a[from]);
    return a[to] + (x - a[from]) * slope;
  };
  const folds = [];
  for (let i = 1; i + 1 < knots.length - 1; i += 2) folds.push([knots[i][1], knots[i + 1][1]]);
  return { u: (day) => map(day, 0, 1), t: (u) => map(u, 1, 0), low: 0, high: knots.at(-1)[1], folds };
}
