/** A round number at or above the highest value, whose half is whole as well. */
export function niceTop(highest: number): number {
  if (highest <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(highest));
  const steps = power === 1 ? [2, 4, 6, 8] : [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8];
  return Math.round((steps.find((step) => step * power >= highest) ?? 10) * power);
}
