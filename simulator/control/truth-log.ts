import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** What really happened, so that alarms can be judged: one JSON object a line. */
export interface TruthLog {
  write(atMs: number, event: TruthEvent): void;
}

interface TruthEvent {
  readonly event: 'fault began' | 'fault ended' | 'simulator started' | 'simulator stopped';
  readonly [field: string]: unknown;
}

/** Appends to a file; a fault that cannot be written down must not happen, so it throws. */
export function truthLogTo(file: string): TruthLog {
  mkdirSync(dirname(file), { recursive: true });
  return {
    write(atMs, event) {
      appendFileSync(file, `${JSON.stringify({ t: new Date(atMs).toISOString(), ...event })}\n`);
    },
  };
}
