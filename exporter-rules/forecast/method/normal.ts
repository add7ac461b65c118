/**
 * Distribution function of the standard normal law, absolute error below 7.5e-8
 * (Abramowitz and Stegun 1964, formula 26.2.17).
 */
export function normalBelow(z: number): number {
  if (z < 0) return 1 - normalBelow(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - series * Math.exp((-z * z) / 2) * 0.3989422804014327;
}
