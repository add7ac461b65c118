import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Statfs, Uname } from './host.ts';
import { NoDataError } from './no-data-error.ts';
import { type Answer, answers, type Question } from './win32/answers.ts';
import type { Win32 } from './win32/win32.ts';
import { WindowsHost } from './windows-host.ts';

const { number, record, strictObject, string, union } = z;

/** What of a machine with Windows the calls do not tell: testcases/windows-<machine>/machine.json. */
const RecordedWindows = strictObject({
  /** Where the recording comes from; hand-made ones say so. */
  origin: string(),
  /** Wall time of the recording in milliseconds since 1970. */
  now: number(),
  uname: strictObject({
    sysname: string(),
    release: string(),
    version: string(),
    machine: string(),
    nodename: string(),
  }),
  builtins: strictObject({
    cpus: strictObject({ user: number(), sys: number(), idle: number(), irq: number() }).array(),
    totalBytes: number(),
    availableBytes: number(),
    uptimeSeconds: number(),
    process: strictObject({
      cpuSeconds: number(),
      residentBytes: number(),
      uptimeSeconds: number(),
    }),
  }),
  /** Answers by path; a string is the error it gave. */
  statfs: record(
    string(),
    union([
      string(),
      strictObject({
        bsize: number(),
        blocks: number(),
        bfree: number(),
        bavail: number(),
        files: number(),
        ffree: number(),
      }),
    ]),
  ),
});
type RecordedWindows = z.infer<typeof RecordedWindows>;

/** Answers of win32.ps1 by question, as they stood in its lines. */
export type RecordedAnswers = Readonly<Partial<Record<Question, unknown>>>;

/** Replays a machine recorded under testcases/windows-<machine>: machine.json, and win32/<question>.json. */
export class RecordedWindowsHost extends WindowsHost {
  readonly #machine: Pick<RecordedWindows, 'statfs' | 'uname'>;

  constructor(machine: Omit<RecordedWindows, 'origin'>, win32: Win32) {
    const { builtins, now } = machine;
    super({
      clock: { now: () => now, monotonic: () => 0 }, // a recording is one moment
      windows: { win32, builtins: () => builtins },
    });
    this.#machine = machine;
  }

  static open(folder: string): RecordedWindowsHost {
    const machine = RecordedWindows.parse(jsonOf(join(folder, 'machine.json')));
    const calls = join(folder, 'win32');
    if (!existsSync(calls)) return new RecordedWindowsHost(machine, new RecordedWin32({}, false));
    const told = Object.fromEntries(
      readdirSync(calls).map((file) => [file.replace('.json', ''), jsonOf(join(calls, file))]),
    );
    return new RecordedWindowsHost(machine, new RecordedWin32(told));
  }

  override statfs(path: string): Statfs {
    const answer = this.#machine.statfs[path] ?? 'ENOENT';
    if (typeof answer === 'string') {
      throw Object.assign(new Error(`statfs ${path}: ${answer}`), { code: answer });
    }
    return answer;
  }

  override uname(): Uname {
    return this.#machine.uname;
  }
}

/** Says what was recorded, through the same check as what PowerShell says. */
export class RecordedWin32 implements Win32 {
  /** Tests let it say something else. */
  answers: RecordedAnswers;
  available: boolean;

  constructor(told: RecordedAnswers, available = true) {
    this.answers = told;
    this.available = available;
  }

  async ask<Q extends Question>(question: Q, _: AbortSignal): Promise<Answer<Q>> {
    if (!this.available) throw new NoDataError('PowerShell that may compile');
    if (!(question in this.answers)) throw new Error(`${question}: failed with 0x5`);
    return answers[question].parse(this.answers[question]) as Answer<Q>; // by its own schema
  }
}

function jsonOf(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
