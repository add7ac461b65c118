/**
 * Chance that can be repeated: every value is a function of whole numbers (seed, who, when), so that the same seed
 * gives the same fleet and the same day, in whatever order things are asked.
 */

/** Mixes a number into a 32-bit state (the finalizer of MurmurHash3 over a golden-ratio step). */
export function mix(state: number, value: number): number {
  let h = (state ^ Math.imul(value | 0, 0x9e3779b1)) + 0x7f4a7c15;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit state from a text, such as the code of a hospital. */
export function seedOf(text: string, seed = 0): number {
  let state = seed >>> 0;
  for (let at = 0; at < text.length; at += 1) state = mix(state, text.charCodeAt(at));
  return state;
}

/** 0 inclusive to 1 exclusive. */
export function uniform(state: number, value = 0): number {
  return mix(state, value) / 4_294_967_296;
}

/** Standard normal. */
export function normal(state: number, value = 0): number {
  return normalQuantile(uniform(state, value) * 0.999_999_9 + 0.000_000_05);
}

/** A stream of uniforms for many draws in a row (mulberry32). */
export function stream(state: number): () => number {
  let at = state | 0;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let t = Math.imul(at ^ (at >>> 15), 1 | at);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A Poisson count of this mean; above 60 the normal curve is near enough. */
export function poisson(mean: number, state: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(state)));
  const limit = uniform(state);
  let term = Math.exp(-mean);
  let sum = term;
  let count = 0;
  while (sum < limit && count < 400) {
    count += 1;
    term *= mean / count;
    sum += term;
  }
  return count;
}

/** Inverse of the normal distribution, after Acklam; relative error below 1.2e-9. */
export function normalQuantile(p: number): number {
  if (p < 0.024_25) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 0.975_75) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (q * polynomial(centerNumerator, r)) / (polynomial(centerDenominator, r) * r + 1);
}

const centerNumerator = [
  -39.696_830_286_653_76, 220.946_098_424_520_5, -275.928_510_446_968_7, 138.357_751_867_269,
  -30.664_798_066_147_16, 2.506_628_277_459_239,
];
const centerDenominator = [
  -54.476_098_798_224_06, 161.585_836_858_040_9, -155.698_979_859_886_6, 66.801_311_887_719_72,
  -13.280_681_552_885_72,
];
const tailNumerator = [
  -0.007_784_894_002_430_293, -0.322_396_458_041_136_5, -2.400_758_277_161_838,
  -2.549_732_539_343_734, 4.374_664_141_464_968, 2.938_163_982_698_783,
];
const tailDenominator = [
  0.007_784_695_709_041_462, 0.322_467_129_070_039_8, 2.445_134_137_142_996, 3.754_408_661_907_416,
];

function tail(q: number): number {
  return polynomial(tailNumerator, q) / (polynomial(tailDenominator, q) * q + 1);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
