import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from '../logs/line-decoder.ts';
import { Tail } from '../logs/tail.ts';
import { resultOf } from './book.ts';
import type { Call, DownloadRun, Findings } from './call.ts';
import { logFormats } from './logs/index.ts';
import { maxLineBytes } from './logs/log-reader.ts';
import type { CodeSettings, LogFormatName } from './settings.ts';

interface Options {
  readonly path: string;
  /** Undefined tries all and takes the one that recognizes most. */
  readonly format?: LogFormatName | undefined;
  readonly encoding: Encoding;
  readonly codes: CodeSettings;
}

const sliceBytes = 1024 * 1024;

/** What the agent would count in a log file, without a word of its contents. Throws when it cannot be read. */
export function checkLog({ path, format, encoding, codes }: Options): string {
  const formats = logFormats.filter(({ name }) => format === undefined || name === format);
  const tallies = formats.map(({ name, start }) => {
    const tally = new Tally(name, codes);
    return { tally, reader: start(tally, codes) };
  });
  const tail = Tail.open(path, { encoding, maxLineBytes });
  const seen = { lines: 0, bytes: tail.rest(), tooLong: 0 };
  for (let isAtEnd = false; !isAtEnd; ) {
    const progress = tail.read(sliceBytes, (line) => {
      seen.lines += 1;
      for (const { reader } of tallies) reader.take(line);
    });
    seen.tooLong += progress.tooLong;
    isAtEnd = progress.isAtEnd;
  }
  const unfinished = tail.rest();
  const mark = encodingOf(tail.head(4096));
  tail.close();
  const [best] = tallies.map(({ tally }) => tally).sort((a, b) => b.found - a.found);
  return [
    `${seen.bytes} bytes, ${seen.lines} lines, ${mark}`,
    ...(seen.tooLong > 0
      ? [`${seen.tooLong} lines of more than ${maxLineBytes} bytes passed over`]
      : []),
    ...(unfinished > 0 ? [`${unfinished} bytes behind the last line end wait for theirs`] : []),
    ...(best === undefined || best.found === 0
      ? ['nothing recognized: expected one of the forms of docs/integration.md, chapter 2']
      : best.report()),
    '',
  ].join('\n');
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE by its mark';
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16BE by its mark';
  if (head[0] === 0xef && head[1] === 0xbb) return 'UTF-8 by its mark';
  if (isAscii(head)) return 'ASCII so far';
  // The last characters may be cut off by the end of the piece.
  const whole = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
  return whole ? 'UTF-8' : 'GB18030, as it is no UTF-8';
}

/** Counts what one format finds. */
class Tally implements Findings {
  found = 0;
  readonly #format: string;
  readonly #codes: CodeSettings;
  readonly #calls = new Map<string, number>();
  readonly #durations: number[] = [];
  #withoutDuration = 0;
  #settlements = { online: 0, offline: 0 };
  #unknown = 0;
  #torn = 0;

  constructor(format: string, codes: CodeSettings) {
    this.#format = format;
    this.#codes = codes;
  }

  call(call: Call): void {
    this.found += 1;
    if (call.txn === undefined) {
      this.#unknown += 1;
      return;
    }
    const result = resultOf(call, this.#codes);
    this.#count(`${call.txn} ${result}`);
    if (call.durationMs === undefined) this.#withoutDuration += 1;
    else this.#durations.push(call.durationMs);
    if (call.settles && (result === 'ok' || result === 'warn'))
      this.#settlements[call.isOffline ? 'offline' : 'online'] += 1;
  }

  error(code: string): void {
    if (code !== 'other') this.found += 1; // any log may have lines with ERROR
    this.#count(`error ${code}`);
  }

  download({ dataset, result }: DownloadRun): void {
    this.found += 1;
    this.#count(`download ${dataset === '' ? '(number outside the list)' : dataset} ${result}`);
  }

  torn(): void {
    this.#torn += 1;
  }

  report(): readonly string[] {
    const order = [...this.#calls].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      `form ${this.#format}: ${this.found} entries recognized`,
      ...order.map(([what, count]) => `  ${what.padEnd(36)} ${count}`),
      ...this.#durationLines(),
      ...this.#settlementLines(),
      ...(this.#unknown > 0
        ? [
            `  ${this.#unknown} calls of methods or numbers outside the list: only counted as dropped labels`,
          ]
        : []),
      ...(this.#torn > 0 ? [`  ${this.#torn} entries torn off: not counted`] : []),
    ];
  }

  #count(what: string): void {
    this.#calls.set(what, (this.#calls.get(what) ?? 0) + 1);
  }

  #durationLines(): readonly string[] {
    const sorted = this.#durations.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    const all = `durations: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`;
    const without = `${this.#withoutDuration} calls without a duration`;
    if (sorted.length === 0) return this.#withoutDuration > 0 ? [`  ${without}`] : [];
    return this.#withoutDuration > 0 ? [`  ${all}`, `  ${without}`] : [`  ${all}`];
  }

  #settlementLines(): readonly string[] {
    const { online, offline } = this.#settlements;
    return online + offline > 0 ? [`  settlements: ${online} online, ${offline} offline`] : [];
  }
}
