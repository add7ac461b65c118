import type { Reading } from './reading.ts';

/** Bytes that a leak has taken until now; its amount is the time in ms until half of the memory is lost. */
export function leakedBytes({ server, hospital, atMs }: Reading): number {
  const leak = server.conditions.get('memory-leak');
  if (leak === undefined) return 0;
  const done = Math.min(1, Math.max(0, (atMs - leak.fromMs) / Math.max(1, leak.amount)));
  return Math.round(done * 0.5 * hospital.plan.group.memoryGib * 2 ** 30);
}
