import type { RequestListener } from 'node:http';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/json-log.ts';
import type { AgentMetrics } from './agent-metrics.ts';
import type { Collector } from './collectors/collector.ts';
import { collectors } from './collectors/index.ts';
import type { AgentConfig } from './config.ts';
import { enabledCollectors } from './enabled-collectors.ts';
import type { Host } from './host/host.ts';
import { LogSource, logMetrics } from './logs/log-source.ts';
import { probeMetrics, probeTask } from './probes/index.ts';
import { agentRoutes } from './routes.ts';
import { Scraper } from './scrape.ts';
import { Scripts, scriptMetrics } from './scripts/scripts.ts';
import { processGroupsCollector } from './services/process-groups.ts';
import { systemdMetrics, systemdTask } from './services/systemd.ts';
import { Background } from './sources/background.ts';
import { backgroundCollector } from './sources/background-collector.ts';
import type { TextFile } from './textfile/text-files.ts';
import { Textfile } from './textfile/textfile.ts';

export interface EngineParts {
  readonly host: Host;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: AgentConfig;
  readonly metrics: AgentMetrics;
  /** Where sources keep what must survive a restart. */
  readonly stateDir?: string | undefined;
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
  const scripts = new Scripts(() => clock.monotonic());
  const logs = config.logs.map((each) => new LogSource(each, parts));
  const said = (): readonly TextFile[] => [...scripts.files(), ...logs.map((each) => each.file())];
  const textfile = createTextfile(parts, machine, said);
  const more = [
    ...probeCollectors(config, background),
    ...scriptCollectors(config, background, scripts),
    ...serviceCollectors(config, background),
    ...logCollectors(logs, background),
    ...(textfile === undefined ? [] : [textfile.collector]),
  ];
  const scraper = createScraper(parts, [...machine, ...more], () => textfile?.text ?? '');
  let ready = true;
  const { countScrape } = metrics;
  const handle = agentRoutes({ scraper, countScrape, isReady: () => ready, log });
  return {
    scraper,
    handle,
    save: () => {
      for (const each of logs) each.save();
    },
    close: async () => {
      ready = false;
      await background.stop();
      for (const each of logs) each.close();
      scraper.close();
    },
  };
}

function probeCollectors({ probes }: AgentConfig, background: Background): Collector[] {
  if (probes.length === 0) return [];
  const tasks = probes.map(probeTask);
  for (const task of tasks) background.start(task);
  const names = tasks.map(({ name }) => name);
  return [backgroundCollector({ background, name: 'probes', metrics: probeMetrics, tasks: names })];
}

function scriptCollectors(
  { scripts: settings }: AgentConfig,
  background: Background,
  scripts: Scripts,
): Collector[] {
  if (settings.length === 0) return [];
  const tasks = settings.map((each) => scripts.task(each));
  for (const task of tasks) background.start(task);
  const names = tasks.map(({ name }) => name);
  return [
    backgroundCollector({ background, name: 'scripts', metrics: scriptMetrics, tasks: names }),
  ];
}

function serviceCollectors(
  { services, processGroups }: AgentConfig,
  background: Background,
): Collector[] {
  const made = processGroups.length === 0 ? [] : [processGroupsCollector(processGroups)];
  if (services === undefined) return made;
  const task = systemdTask(services);
  background.start(task);
  const units = { background, name: 'systemd', metrics: systemdMetrics, tasks: [task.name] };
  return [...made, backgroundCollector(units)];
}

function logCollectors(logs: readonly LogSource[], background: Background): Collector[] {
  if (logs.length === 0) return [];
  const tasks = logs.map((each) => each.task());
  for (const task of tasks) background.start(task);
  const names = tasks.map(({ name }) => name);
  return [backgroundCollector({ background, name: 'logs', metrics: logMetrics, tasks: names })];
}

function createTextfile(
  { config, log, metrics }: EngineParts,
  machine: readonly Collector[],
  more: () => readonly TextFile[],
): Textfile | undefined {
  const { logs, scripts, textfile } = config;
  if (textfile.directories.length + scripts.length + logs.length === 0) return undefined;
  const names = new Set(machine.flatMap((collector) => collector.metrics.map(({ name }) => name)));
  const isTaken = (name: string): boolean => names.has(name) || metrics.own.has(name);
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
    onCoalesced: metrics.countCoalesced,
    limits: {
      maxSeries: config.limits.series,
      maxLabelBytes: config.limits.labelBytes,
      onDropped: (metric, reason, series) => {
        metrics.countDropped(reason, series);
        log.warn('family left out', { family: metric.name, reason, series });
      },
    },
  });
}
