import { mix } from './random.ts';

/**
 * How many of the first `count` calls were hit by something rare: exactly one in each stretch of 1/share calls, at a
 * place of its own. Grows with the count, needs no memory, and looks like chance.
 */
export function scattered(count: number, share: number, seed: number): number {
  if (share <= 0) return 0;
  const stretch = Math.max(1, Math.round(1 / share));
  const whole = Math.floor(count / stretch);
  const place = mix(seed, whole) % stretch;
  return whole + (count % stretch > place ? 1 : 0);
}
