import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** What really happened, so that alarms can be judged: one JSON object a line. */
export interface TruthLog {
  write(atMs: number, event: TruthEvent): void;
}

const request = z.record(z.string(), z.unknown());

const Event = z.discriminatedUnion('event', [
  z.looseObject({
    event: z.literal('simulator started'),
    fleet: z.string(),
    seed: z.number(),
  }),
  z.looseObject({ event: z.literal('simulator stopped') }),
  z.looseObject({
    event: z.literal('scenario began'),
    run: z.number(),
    name: z.string(),
    seed: z.number(),
    /** The whole scenario as it was written, so that it can be played again when its file has changed. */
    text: z.string(),
  }),
  z.looseObject({ event: z.literal('scenario ended'), run: z.number(), name: z.string() }),
  z.looseObject({
    event: z.literal('fault began'),
    id: z.number(),
    kind: z.string(),
    request,
    until: z.iso.datetime().optional(),
    run: z.number().optional(),
    step: z.number().optional(),
  }),
  z.looseObject({ event: z.literal('fault ended'), id: z.number() }),
  z.looseObject({
    event: z.literal('fault refused'),
    run: z.number(),
    step: z.number(),
    reason: z.string(),
  }),
]);
export type TruthEvent = z.infer<typeof Event>;

const Line = z.intersection(z.looseObject({ t: z.iso.datetime() }), Event);
export type TruthLine = z.infer<typeof Line>;

/** Appends to a file; a fault that cannot be written down must not happen, so it throws. */
export function truthLogTo(file: string): TruthLog {
  mkdirSync(dirname(file), { recursive: true });
  return {
    write(atMs, event) {
      appendFileSync(file, truthLine(atMs, event));
    },
  };
}

/** One line of the log. */
export function truthLine(atMs: number, event: TruthEvent): string {
  return `${JSON.stringify({ t: new Date(atMs).toISOString(), ...event })}\n`;
}

/**
 * What an earlier simulator wrote; nothing when there is no file. A last line without its end was cut off by a crash
 * and is removed from the file. Any other line that cannot be read throws with its number.
 */
export function readTruth(file: string): readonly TruthLine[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .slice(0, -1)
    .map((line, at) => lineOf(line, `${file}:${at + 1}`));
}

function lineOf(line: string, place: string): TruthLine {
  const parsed = Line.safeParse(jsonOf(line));
  if (parsed.success) return parsed.data;
  throw new Error(
    `${place}: expected an event of the truth log, got ${line.slice(0, 80)}; move the file away to begin anew`,
  );
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
