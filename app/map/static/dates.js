// Days in words. A day is an ISO 8601 date, as the claim gives it; a day nobody stated is said to be so.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function parts(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return { year, month, day, name: MONTHS[month - 1] };
}

function lastOfMonth({ year, month }) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function dayInWords(iso) {
  const { year, name, day } = parts(iso);
  return `${day} ${name} ${year}`;
}

// "20 November 2015", "17–20 November 2015", "November 2015", "2015", "30 October – 2 November 2015".
export function spanInWords(start, end) {
  const [a, b] = [parts(start), parts(end)];
  if (start === end) return dayInWords(start);
  const fromFirst = a.day === 1;
  const wholeMonths = fromFirst && b.day === lastOfMonth(b);
  if (wholeMonths && a.month === 1 && b.month === 12) return a.year === b.year ? `${a.year}` : `${a.year}–${b.year}`;
  if (wholeMonths && a.year === b.year) return a.month === b.month ? `${a.name} ${a.year}` : `${a.name}–${b.name} ${a.year}`;
  if (a.year !== b.year) return `${dayInWords(start)} – ${dayInWords(end)}`;
  return a.month === b.month ? `${a.day}–${b.day} ${b.name} ${b.year}` : `${a.day} ${a.name} – ${b.day} ${b.name} ${b.year}`;
}

// The date of a claim as it ends a sentence: "on 20 November 2015", "in November 2015", "17–20 November 2015", "date not stated".
export function whenInWords({ date_start: start, date_end: end, date_text: text }) {
  if (start && end) {
    const words = spanInWords(start, end);
    if (start === end) return `on ${words}`;
    return /^\d{1,2}\b/.test(words) ? words : `in ${words}`;
  }
  if (start) return `since ${dayInWords(start)}`;
  if (end) return `until ${dayInWords(end)}`;
  return text ? `“${text}”, day not known` : "date not stated";
}

// How the date came about, where that is worth saying.
export function datePrecision({ date_start: start, date_end: end, date_text: text, published_at: published }) {
  if (!start && !end) return text && !published ? "The report's day of publication is not known, so the day stays open." : null;
  return text && text !== start ? `“${text}” in the report` : null;
}
