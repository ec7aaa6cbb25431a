// Days, months or years as the steps of a time line: few enough to draw, and every claim counted in each step that its interval touches.
// app/map/census/bins.py makes the same.

const DAY = 86_400_000;
const MOST = 92;

function utc(iso) {
  return Date.parse(`${iso}T00:00:00Z`);
}

function iso(time) {
  return new Date(time).toISOString().slice(0, 10);
}

// The steps from the first to the last day any claim states: [{start, end}], ends inclusive; empty where fewer than two days are known.
export function binsOf(claims) {
  const days = claims
    .flatMap(({ date_start: start, date_end: end }) => [start ?? end, end ?? start])
    .filter(Boolean)
    .sort();
  if (days.length === 0 || days[0] === days.at(-1)) return [];
  const [first, last] = [days[0], days.at(-1)];
  const count = (utc(last) - utc(first)) / DAY + 1;
  if (count <= MOST) return Array.from({ length: count }, (_, step) => iso(utc(first) + step * DAY)).map((day) => ({ start: day, end: day }));
  const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4));
  const months = years * 12 + Number(last.slice(5, 7)) - Number(first.slice(5, 7)) + 1;
  return months <= MOST ? stepsOf(first, months, 1) : stepsOf(`${first.slice(0, 4)}-01-01`, years + 1, 12);
}

function stepsOf(first, count, months) {
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7)) - 1];
  return Array.from({ length: count }, (_, step) => {
    const start = iso(Date.UTC(year, month + step * months, 1));
    const end = iso(Date.UTC(year, month + (step + 1) * months, 0));
    return { start, end };
  });
}

export function countsIn(bins, claims) {
  return bins.map(
    ({ start, end }) =>
      claims.filter(
        (claim) =>
          (claim.date_start || claim.date_end) && (claim.date_start ?? claim.date_end) <= end && (claim.date_end ?? claim.date_start) >= start,
      ).length,
  );
}
