import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../lib/clock.ts';
import type { Agenda } from './agenda.ts';

interface Pace {
  readonly agenda: Agenda;
  readonly clock: Clock;
  /** Seconds of the agenda in a real second; `max` does not wait at all. */
  readonly speed: number | 'max';
  /** Where it ends; undefined goes on until the signal. */
  readonly untilMs: number | undefined;
  readonly signal: AbortSignal;
}

/** Control ports are answered at least this often. */
const sliceMs = 100;
/** At full speed, this much of the agenda is done between two looks at the ports. */
const stretchMs = 10_000;

/** Lets the agenda pass at a speed until it is told to stop, or its end has come. */
export async function pace({ agenda, clock, speed, untilMs, signal }: Pace): Promise<void> {
  const end = untilMs ?? Number.POSITIVE_INFINITY;
  const [startMs, realMs] = [agenda.nowMs, clock.monotonic()];
  while (!signal.aborted && agenda.nowMs < end) {
    const due =
      speed === 'max' ? agenda.nowMs + stretchMs : startMs + (clock.monotonic() - realMs) * speed;
    await agenda.advanceTo(Math.min(due, end), signal);
    await sleep(speed === 'max' ? 0 : waitMs(agenda, speed), undefined, { signal }).catch(() => {});
  }
}

function waitMs(agenda: Agenda, speed: number): number {
  const next = agenda.nextMs ?? Number.POSITIVE_INFINITY;
  return Math.min(sliceMs, Math.max(1, (next - agenda.nowMs) / speed));
}
