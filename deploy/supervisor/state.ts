import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { Settings } from '../settings.ts';
import { identify, isAlive, type ProcessIdentity } from '../system/processes.ts';

const Identity = z.object({ pid: z.number().int(), startTicks: z.number() });

/** What the running launcher tells the other commands: a file, so that it can be read after a crash too. */
const State = z.object({
  launcher: Identity,
  startedAt: z.number(),
  /** Present once every program has been healthy. */
  readyAt: z.number().optional(),
  settings: Settings,
  programs: z.array(
    z.object({
      name: z.string(),
      phase: z.enum(['starting', 'healthy', 'unhealthy', 'waiting', 'stopping', 'stopped']),
      process: Identity.optional(),
      startedAt: z.number().optional(),
      restarts: z.number(),
      address: z.string(),
      note: z.string(),
    }),
  ),
});
export type State = z.infer<typeof State>;

export function writeState(file: string, state: State): void {
  writeAtomic(file, `${JSON.stringify(state, undefined, 2)}\n`);
}

/** Says that this launcher works here, before it has any program. */
export function claim(file: string, settings: Settings): void {
  writeState(file, { launcher: self(), settings, programs: [], startedAt: Date.now() });
}

/** Identity of this process. */
export function self(): ProcessIdentity {
  const identity = identify(process.pid);
  if (identity === undefined) throw new Error('/proc is not mounted: processes cannot be told');
  return identity;
}

export function removeState(file: string): void {
  rmSync(file, { force: true });
}

/** State of the last launcher; undefined when it has ended in order. */
export function readState(file: string): State | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  return State.parse(JSON.parse(text));
}

/** State of a launcher that is running now. */
export function runningState(file: string): State | undefined {
  const state = readState(file);
  return state !== undefined && isAlive(state.launcher) ? state : undefined;
}

/** Processes that a killed launcher has left; normally none, the kernel ends them with it. */
export function leftovers(state: State): readonly (ProcessIdentity & { readonly name: string })[] {
  return state.programs.flatMap(({ name, process }) =>
    process !== undefined && isAlive(process) ? [{ ...process, name }] : [],
  );
}
