import type { RequestListener } from 'node:http';
import type { AgentMetrics } from './agent-metrics.ts';
import type { Collector } from './collectors/collector.ts';
import { collectors } from './collectors/index.ts';
import { enabledCollectors } from './enabled-collectors.ts';
import type { Host } from './host/host.ts';
import { agentRoutes } from './routes.ts';
import { Scraper } from './scrape.ts';
import { Background } from './sources/background.ts';
import { sources } from './sources/index.ts';
import type { Source, SourceParts } from './sources/source.ts';
import { Textfile } from './textfile/textfile.ts';

export interface EngineParts extends Omit<SourceParts, 'background'> {
  readonly host: Host;
  readonly metrics: AgentMetrics;
}

/** All that depends on the configuration but the door. A new configuration is a new engine beside the old one. */
export interface Engine {
  readonly scraper: Scraper;
  readonly handle: RequestListener;
  /** Writes what must survive; a successor goes on from there. */
  save(): void;
  close(): Promise<void>;
}

export function createEngine(parts: EngineParts): Engine {
  const { clock, config, log, metrics } = parts;
  const background = new Background({ clock, log });
  const machine = enabledCollectors(collectors, config.collectors, parts.host.os);
  const onSeriesDropped = (series: number): void =>
    metrics.countDropped({ collector: 'insurance', reason: 'series', series });
  const started = sources.flatMap(
    (start) => start({ ...parts, background, onSeriesDropped }) ?? [],
  );
  const textfile = createTextfile(parts, machine, started);
  const more = started
    .flatMap((source) => source.collectors)
    .filter(({ os }) => os.includes(parts.host.os));
  const all = [...machine, ...more, ...(textfile === undefined ? [] : [textfile.collector])];
  const scraper = createScraper(parts, all, () => textfile?.text ?? '');
  let ready = true;
  const { counts } = metrics;
  const handle = agentRoutes({ scraper, counts, isReady: () => ready, log });
  return {
    scraper,
    handle,
    save: () => {
      for (const source of started) source.save?.();
    },
    close: async () => {
      ready = false;
      await background.stop();
      for (const source of started) source.close?.();
      scraper.close();
    },
  };
}

/** Also what sources say in the format of textfiles. */
function createTextfile(
  { config, log, metrics }: EngineParts,
  machine: readonly Collector[],
  started: readonly Source[],
): Textfile | undefined {
  const speaking = started.filter((source) => source.files !== undefined);
  if (config.textfile.directories.length + speaking.length === 0) return undefined;
  const names = new Set(machine.flatMap((collector) => collector.metrics.map(({ name }) => name)));
  const isTaken = (name: string): boolean => names.has(name) || metrics.own.has(name);
  const more = () => speaking.flatMap((source) => source.files?.() ?? []);
  return new Textfile({ ...config.textfile, isTaken, log, more });
}

function createScraper(
  { host, clock, log, config, metrics }: EngineParts,
  all: readonly Collector[],
  moreText: () => string,
): Scraper {
  return new Scraper({
    collectors: all,
    settings: config.collectors,
    host,
    clock,
    log,
    own: metrics.own,
    moreText,
    counts: metrics.counts,
    limits: (collector) => ({
      maxSeries: config.limits.series,
      maxLabelBytes: config.limits.labelBytes,
      onDropped: (metric, reason, series) => {
        metrics.countDropped({ collector, reason, series });
        log.warn('family left out', { collector, family: metric.name, reason, series });
      },
    }),
  });
}
