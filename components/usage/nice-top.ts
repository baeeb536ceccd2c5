/** The next of 2, 4, 6, 8, 10, 20 … at or above the highest value: half of it is whole as well. */
export function niceTop(highest: number): number {
  if (highest <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 4, 6, 8].find((each) => each * power >= highest) ?? 10;
  return step * power;
}
