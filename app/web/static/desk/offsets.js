// Offsets of the service are code points; offsets of the browser are UTF-16 units. Both ways, for one text.

export function offsets(text) {
  const units = [0];
  for (const character of text) units.push(units.at(-1) + character.length);
  return {
    toUnits: (point) => units[Math.min(point, units.length - 1)],
    toPoints(unit) {
      let low = 0;
      let high = units.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (units[middle] < unit) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}
