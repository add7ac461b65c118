import type { Agenda } from './agenda.ts';

/** Something that takes its time: it yields milliseconds to wait on the agenda's clock. */
export type Steps<Result = void> = AsyncGenerator<number, Result, void>;

/**
 * Plays it on the agenda; resolves at its first wait. When `isAlive` says no at a later step, it ends there, as a
 * program whose machine has lost its power; its `finally` blocks are run.
 */
export async function play(agenda: Agenda, steps: Steps, isAlive = () => true): Promise<void> {
  if (!isAlive()) {
    await steps.return();
    return;
  }
  const step = await steps.next();
  if (step.done !== true) agenda.after(step.value, () => play(agenda, steps, isAlive));
}
