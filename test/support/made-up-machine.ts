import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Collector } from '../../agent/collectors/collector.ts';
import { defaultConfig } from '../../agent/config.ts';
import type { Host, Statfs } from '../../agent/host/host.ts';
import { LinuxHost } from '../../agent/host/linux-host.ts';
import { Section } from '../../agent/section.ts';
import type { Clock } from '../../lib/clock.ts';

interface Owner {
  after(run: () => void): void;
}

/** A machine of a few files in a temporary folder, read by the real host. */
export interface MadeUpMachine {
  readonly host: Host;
  readonly clock: { nowMs: number };
  /** Answers of statfs by mount point; an error code as a string. */
  readonly statfs: Map<string, Statfs | string>;
  write(path: string, text: string): void;
  remove(path: string): void;
  /** Runs the collector once more and gives its series with their values; throws what it throws. */
  samples(): Readonly<Record<string, number>>;
  /** The same of a collector whose source may take its time. */
  samplesLater(): Promise<Readonly<Record<string, number>>>;
  /** How often its part of the page was laid out. */
  readonly rebuilds: () => number;
}

export function madeUpMachine(
  owner: Owner,
  collector: Collector,
  files: Readonly<Record<string, string>>,
): MadeUpMachine {
  const root = mkdtempSync(join(tmpdir(), 'yibao-machine-'));
  const time = { nowMs: 1_700_000_000_000 };
  const clock: Clock = { now: () => time.nowMs, monotonic: () => time.nowMs };
  const statfs = new Map<string, Statfs | string>();
  const host = new FakeStatfsHost({ root, clock, pageSize: 4096 }, statfs);
  owner.after(() => {
    host.close();
    rmSync(root, { recursive: true });
  });
  const write = (path: string, text: string): void => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const limits = { maxSeries: 2000, maxLabelBytes: 256, onDropped: () => {} };
  const section = new Section(collector.metrics, limits);
  let collect: ReturnType<Collector['start']> | undefined;
  const run = (): void | Promise<void> => {
    host.renew();
    section.begin();
    collect ??= collector.start(host, defaultConfig.collectors);
    return collect(section.emit, AbortSignal.timeout(1000));
  };
  return {
    host,
    clock: time,
    statfs,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    rebuilds: () => section.rebuilds,
    samples: () => {
      void run();
      section.end();
      return samplesOf(section.bytes.toString());
    },
    samplesLater: async () => {
      const later = run();
      section.defer();
      await later;
      section.end();
      return samplesOf(section.bytes.toString());
    },
  };
}

/** A temporary folder has no file systems of its own. */
class FakeStatfsHost extends LinuxHost {
  readonly #answers: ReadonlyMap<string, Statfs | string>;

  constructor(
    options: ConstructorParameters<typeof LinuxHost>[0],
    answers: ReadonlyMap<string, Statfs | string>,
  ) {
    super(options);
    this.#answers = answers;
  }

  override statfs(mountPoint: string): Statfs {
    const answer = this.#answers.get(mountPoint) ?? 'ENOENT';
    if (typeof answer === 'string') throw Object.assign(new Error('statfs'), { code: answer });
    return answer;
  }
}

/** Series and value of each line of a page that is a sample. */
export function samplesOf(page: string): Readonly<Record<string, number>> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at).trimEnd(), Number(line.slice(at + 1))];
    }),
  );
}
