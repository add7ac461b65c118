import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the bureau knows of a trade or a stay. */
export interface Known {
  /** On the bureau's clock: when it was charged online, or when its record came. */
  readonly atMs: number;
  readonly feeAll: number;
  /** Charged while the bureau was asked. */
  isOnline: boolean;
  /** How often its record came; more than once is a repeated send, which changes nothing. */
  records: number;
  isRefunded: boolean;
  isReversed: boolean;
}

type Event = 'online' | 'record' | 'refund' | 'reverse';
type Line = readonly [event: Event, number: string, atMs: number, feeAll: number];

/** The books of the fake bureau, on disk line by line: what really arrived there. */
export class BureauBooks {
  readonly #path: string;
  readonly #known = new Map<string, Known>();

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
    for (const line of whole.split('\n')) {
      if (line !== '') this.#apply(JSON.parse(line) as Line);
    }
  }

  note(...line: Line): void {
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`);
    this.#apply(line);
  }

  of(number: string): Known | undefined {
    return this.#known.get(number);
  }

  /** Everything it knows, by trade number. */
  get all(): ReadonlyMap<string, Known> {
    return this.#known;
  }

  /** Trades of a day (`yyMMdd`, as it stands in their numbers) that hold, as count and sum. */
  sumOfDay(day: string): { count: number; fen: number } {
    let [count, fen] = [0, 0];
    for (const [number, { feeAll, isReversed }] of this.#known) {
      if (!isTradeNo(number) || number.slice(10, 16) !== day || isReversed) continue;
      count += 1;
      fen += feeAll;
    }
    return { count, fen };
  }

  #apply([event, number, atMs, feeAll]: Line): void {
    const known = this.#known.get(number) ?? {
      ...{ atMs, feeAll },
      ...{ isOnline: false, records: 0, isRefunded: false, isReversed: false },
    };
    this.#known.set(number, known);
    if (event === 'online') known.isOnline = true;
    if (event === 'record') known.records += 1;
    if (event === 'refund') known.isRefunded = true;
    if (event === 'reverse') known.isReversed = true;
  }
}

/** Institution 8, branch 2, yyMMdd, serial 6; records of refunds and stays have numbers of another form. */
function isTradeNo(number: string): boolean {
  return /^\d{8}0[A-Z]\d{12}$/.test(number);
}
