// Calendar arithmetic on day numbers (1 = 0001-01-01) for any year, as in timeline/temporal/granularity.py; never Date.
const { floor } = Math;

/** Months may count on beyond December. */
export function dayNumber(year, month = 1, day = 1) {
  year += floor((month - 3) / 12);
  const doy = floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return year * 365 + floor(year / 4) - floor(year / 100) + floor(year / 400) + doy - 305;
}

export function civil(number) {
  let year = floor((number + 305) / 365.2425) + 1;
  while (dayNumber(year, 3) > number) year--;
  const doy = number - dayNumber(year, 3);
  const shifted = floor((5 * doy + 2) / 153);
  const month = ((shifted + 2) % 12) + 1;
  return [month < 3 ? year + 1 : year, month, doy - floor((153 * shifted + 2) / 5) + 1];
}

/** Names of years and months in the page's language; `bce` is its "1 BCE". */
export function namer(lang, bce) {
  const format = new Intl.DateTimeFormat(lang, { month: "short", timeZone: "UTC" });
  return { year: (y) => (y > 0 ? `${y}` : bce.replace("1", 1 - y)), month: (m) => format.format(Date.UTC(2001, m - 1, 15)) };
}

/** Round places for labels in [from, to], `room` days or more apart: [day, text]. */
export function ticks(from, to, room, names) {
  const out = [];
  const [year, month] = civil(floor(from));
  const add = (day, text) => day >= from && out.push([day, text]);
  if (room <= 180) {
    const days = [1, 2, 5, 10, 15].find((step) => step >= room) ?? 99;
    const months = [1, 2, 3].find((step) => step * 30 >= room) ?? 6;
    for (let m = month - ((month - 1) % months), first; (first = dayNumber(year, m)) <= to; m += months) {
      const [y, number] = civil(first);
      add(first, number === 1 ? names.year(y) : names.month(number));
      for (let d = days; d < 30 - days / 2 && first + d <= to; d += days) add(first + d, `${d + 1} ${names.month(number)}`);
    }
    return out;
  }
  let step = 1;
  for (let i = 0; step * 365 < room; i++) step *= i % 3 === 1 ? 2.5 : 2;
  for (let y = floor(year / step) * step; dayNumber(y) <= to; y += step) add(dayNumber(y), names.year(y));
  return out;
}
