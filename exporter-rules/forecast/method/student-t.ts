import { probit } from 'simple-statistics';
import { normalBelow } from './normal.ts';

/**
 * Quantile of Student's t distribution for `degrees` > 0 of freedom (Hill 1970, Communications of the ACM 13,
 * algorithm 396, as an expansion about the normal quantile; exact for one and two degrees). Error below 1e-3
 * for three degrees and falling with more.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(degrees > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  if (degrees <= 1) return Math.tan(Math.PI * (p - 0.5));
  if (degrees <= 2) return (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p)));
  return hill(2 * (1 - p), degrees);
}

function hill(twoTails: number, n: number): number {
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  let c = ((20700 * a) / b - 98) * a - 16;
  c = c * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  let y = (d * twoTails) ** (2 / n);
  if (y > 0.05 + a) y = farFromTail({ twoTails, n, a, b, c, d });
  else y = nearTail(y, n, d);
  return Math.sqrt(n * y);
}

interface Expansion {
  readonly twoTails: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

function farFromTail({ twoTails, n, a, b, c, d }: Expansion): number {
  const x = normalQuantile(twoTails / 2);
  const square = x * x;
  const wider = n < 5 ? c + 0.3 * (n - 4.5) * (x + 0.6) : c;
  const scale = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + wider;
  const near =
    (((((0.4 * square + 6.3) * square + 36) * square + 94.5) / scale - square - 3) / b + 1) * x;
  return Math.expm1(a * near * near);
}

function nearTail(y: number, n: number, d: number): number {
  const correction =
    (1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1;
  return (correction * (n + 1)) / (n + 2) + 1 / y;
}

/** The library's quantile is off by up to 2e-3; two steps of Newton's method mend that. */
function normalQuantile(p: number): number {
  let z = probit(p);
  for (let turn = 0; turn < 2; turn += 1) {
    z -= (normalBelow(z) - p) / (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
  }
  return z;
}
