// Calendar arithmetic on day numbers (1 = 0001-01-01, proleptic Gregorian), for any year; never through Date.
// After Howard Hinnant, "chrono-compatible low-level date algorithms"; the same as timeline/temporal/granularity.py.

export function dayNumber(year, month = 1, day = 1) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 305;
}

export function civil(number) {
  const shifted = number + 305;
  const era = Math.floor(shifted / 146097);
  const doe = shifted - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return [yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1];
}

/** The folder of a year's page: 2019, 0900, -0043, y12000. */
export const yearFolder = (year) =>
  Math.abs(year) > 9999 ? `y${year}` : (year < 0 ? "-" : "") + String(Math.abs(year)).padStart(4, "0");

/** Names in the page's language; `bce` is the language's word for the year 1 BCE ("1 BCE"). */
export function namer(lang, bce) {
  const months = new Intl.DateTimeFormat(lang, { month: "short", timeZone: "UTC" });
  const names = Array.from({ length: 12 }, (_, i) => months.format(Date.UTC(2001, i, 15)));
  const year = (y) => (y > 0 ? String(y) : bce.replace("1", 1 - y));
  return { year, month: (m) => names[m - 1] };
}

/** Ticks for [from, to] at least `room` days apart: [day, label, isMajor] in calendar steps. */
export function ticks(from, to, room, names) {
  const out = [];
  if (room <= 12) {
    const step = [1, 2, 5, 10].find((s) => s >= room) || 15;
    for (let day = Math.ceil(from); day <= to; day++) {
      const [y, m, d] = civil(day);
      if (d === 1) out.push([day, m === 1 ? names.year(y) : names.month(m), true]);
      else if ((d - 1) % step === 0 && d < 30) out.push([day, `${d} ${names.month(m)}`, false]);
    }
    return out;
  }
  let [y, m] = civil(Math.floor(from));
  if (room <= 180) {
    const step = [1, 2, 3, 6].find((s) => s * 30 >= room) || 6;
    for (m = Math.ceil((m - 1) / step) * step + 1; ; m += step) {
      const [yy, mm] = [y + Math.floor((m - 1) / 12), ((m - 1) % 12) + 1];
      const day = dayNumber(yy, mm);
      if (day > to) return out;
      if (day >= from) out.push([day, mm === 1 ? names.year(yy) : names.month(mm), mm === 1]);
    }
  }
  let step = 1;
  for (const s of [2, 2.5, 2]) if (step * 365 < room) step *= s;
  while (step * 365 < room) for (const s of [2, 2.5, 2]) if (step * 365 < room) step *= s;
  for (y = Math.ceil(y / step) * step; dayNumber(y) <= to; y += step) {
    if (dayNumber(y) >= from) out.push([dayNumber(y), names.year(y), y % (step * 10) === 0]);
  }
  return out;
}
