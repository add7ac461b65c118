import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/json-log.ts';
import type { OwnMetrics } from '../lib/own-metrics.ts';
import type { Collector, CollectorSettings } from './collectors/collector.ts';
import { Compressor } from './compressor.ts';
import { Page } from './exposition.ts';
import type { Host } from './host/host.ts';
import type { Limits } from './layout.ts';
import { OwnProcess } from './own-process.ts';
import { Runner } from './runner.ts';
import type { ScrapeCounts } from './scrape-counts.ts';
import { Section } from './section.ts';
import type { Selection } from './selection.ts';
import { emitSelf, selfMetrics } from './self-section.ts';

export interface ScrapeRequest {
  readonly selection: Selection;
  readonly gzip: boolean;
  /** What is not there after so long is left out. */
  readonly timeoutMs: number;
}

interface ScraperOptions {
  readonly collectors: readonly Collector[];
  readonly settings: CollectorSettings;
  readonly host: Host;
  readonly clock: Clock;
  readonly log: Log;
  readonly own: OwnMetrics;
  /** Families that are text already: what textfiles and scripts said in this collection. */
  readonly moreText?: () => string;
  readonly limits: (collector: string) => Limits;
  readonly counts: ScrapeCounts;
}

/** More waiting scrapers than this are sent away. */
const maxWaiting = 8;
/** Two scrapers inside this time see the same values at the same moment. */
const coalesceMs = 1000;
/** Selections whose part of the page is kept. */
const maxGroups = 16;
/** A scraper that has waited long still gets a page. */
const minTimeoutMs = 50;
/** A collector may use this share of the scrape's time. */
const collectorShare = 0.8;

/** A synchronous collector cannot be interrupted. */
const neverAborted = new AbortController().signal;

/** Too many scrapers wait already; answered with 503. */
export class BusyError extends Error {}

/** The collectors of one selection, and what the page says about them. */
interface Group {
  readonly key: string;
  readonly runners: readonly Runner[];
  readonly self: Section;
}

/** One collection; its bytes are made when they are asked for, each encoding once. */
interface Collection {
  readonly group: Group;
  readonly at: number;
  plain?: Buffer;
  gzipped?: Buffer;
}

/** Answers scrapes: one collection at a time, shared by all who ask within a second. */
export class Scraper {
  readonly runners: readonly Runner[];
  readonly #options: ScraperOptions;
  readonly #page = new Page();
  readonly #compressor = new Compressor();
  readonly #groups = new Map<string, Group>();
  /** The page as it stands in the shared buffer, and whose it is. */
  #joined: Buffer = Buffer.alloc(0);
  #current: Collection | undefined;
  readonly #process: OwnProcess;
  #turn: Promise<unknown> = Promise.resolve();
  /** By when those who wait want their page, on the monotonic clock. */
  readonly #deadlines: number[] = [];
  #hasten: (timeoutMs: number) => void = () => {};

  constructor(options: ScraperOptions) {
    this.#options = options;
    this.#process = new OwnProcess(options.host);
    this.runners = options.collectors.map((collector) => this.#makeRunner(collector));
  }

  /** The page; valid for ever. Throws BusyError when too many wait. */
  scrape(request: ScrapeRequest): Promise<Buffer> {
    if (this.#deadlines.length >= maxWaiting) {
      return Promise.reject(new BusyError(`${maxWaiting} scrapes are waiting already`));
    }
    const deadlineAt = this.#options.clock.monotonic() + request.timeoutMs;
    this.#deadlines.push(deadlineAt);
    this.#hasten(request.timeoutMs);
    const answer = this.#turn.then(() => this.#answer(request));
    this.#turn = answer.catch(() => {});
    return answer.finally(() => {
      this.#deadlines.splice(this.#deadlines.indexOf(deadlineAt), 1);
    });
  }

  close(): void {
    this.#compressor.close();
    this.#options.host.close();
  }

  async #answer({ selection, gzip }: ScrapeRequest): Promise<Buffer> {
    const collection = this.#young(selection.key) ?? (await this.#collect(selection));
    if (gzip) {
      collection.gzipped ??= await this.#compressor.compress(this.#joined);
      return collection.gzipped;
    }
    collection.plain ??= Buffer.from(this.#joined);
    return collection.plain;
  }

  #young(key: string): Collection | undefined {
    const current = this.#current;
    if (current === undefined || current.group.key !== key) return undefined;
    if (this.#options.clock.monotonic() - current.at >= coalesceMs) return undefined;
    this.#options.counts.coalesced += 1;
    return current;
  }

  async #collect(selection: Selection): Promise<Collection> {
    const { clock, counts, host, own, moreText } = this.#options;
    const group = this.#groupOf(selection);
    const at = clock.monotonic();
    const timeoutMs = Math.max(Math.min(...this.#deadlines) - at, minTimeoutMs);
    host.renew();
    const pending = this.#runAll(group.runners, timeoutMs);
    if (pending.length > 0) await this.#waitFor(pending, timeoutMs);
    for (const runner of group.runners) runner.giveUp();
    const durationSeconds = Math.round((clock.monotonic() - at) * 1000) / 1e6;
    emitSelf(group.self, {
      runners: group.runners,
      durationSeconds,
      page: this.#page,
      counts,
      process: this.#process.look(),
    });
    const tail = (await own.text()) + (moreText?.() ?? '');
    const sections = group.runners.map(({ section }) => section);
    this.#joined = this.#page.join([...sections, group.self], tail);
    this.#current = { group, at };
    return this.#current;
  }

  /** Those that ask another process leave first; the others run meanwhile. */
  #runAll(runners: readonly Runner[], timeoutMs: number): Promise<void>[] {
    const signal = (runner: Runner): AbortSignal =>
      isElsewhere(runner)
        ? AbortSignal.timeout(Math.ceil(timeoutMs * collectorShare))
        : neverAborted;
    const pending: Promise<void>[] = [];
    for (const elsewhere of [true, false]) {
      for (const runner of runners) {
        if (isElsewhere(runner) !== elsewhere) continue;
        const later = runner.run(signal);
        if (later !== undefined) pending.push(later);
      }
    }
    return pending;
  }

  /** Until all are there or the deadline has come; a scraper in more haste brings it nearer. */
  async #waitFor(pending: readonly Promise<void>[], timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const startedAt = performance.now();
      let limitMs = timeoutMs;
      let timer = setTimeout(resolve, limitMs);
      this.#hasten = (hurryMs) => {
        const elapsedMs = performance.now() - startedAt;
        if (elapsedMs + hurryMs >= limitMs) return;
        limitMs = elapsedMs + hurryMs;
        clearTimeout(timer);
        timer = setTimeout(resolve, hurryMs);
      };
      void Promise.all(pending).then(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    this.#hasten = () => {};
  }

  #groupOf(selection: Selection): Group {
    const known = this.#groups.get(selection.key);
    if (known !== undefined) return known;
    const group: Group = {
      key: selection.key,
      runners: this.runners.filter(({ collector }) => selection.includes(collector.name)),
      self: new Section(selfMetrics, this.#options.limits('self')),
    };
    if (this.#groups.size >= maxGroups) this.#groups.clear();
    this.#groups.set(selection.key, group);
    return group;
  }

  #makeRunner(collector: Collector): Runner {
    const { clock, host, limits, log, settings } = this.#options;
    return new Runner({
      collector,
      section: new Section(collector.metrics, limits(collector.name)),
      start: () => collector.start(host, settings),
      clock,
      log,
    });
  }
}

function isElsewhere({ collector }: Runner): boolean {
  return collector.runsIn === 'helper';
}
