import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../lib/clock.ts';
import { loadConfig } from '../lib/config.ts';
import { jsonLog } from '../lib/json-log.ts';
import { createAgent, createScraper } from './agent.ts';
import { createAgentMetrics } from './agent-metrics.ts';
import { collectors } from './collectors/index.ts';
import { AgentConfig, defaultConfig } from './config.ts';
import { enabledCollectors } from './enabled-collectors.ts';
import { LinuxHost } from './host/linux-host.ts';
import type { Runner } from './runner.ts';
import { everything } from './selection.ts';

export const usage = `Usage: agent [--config FILE]              run; without a file on 127.0.0.1:9101
       agent check-config FILE            say what is wrong in a file, exit 1 if anything is
       agent once [--config FILE]         print the page, and the cost of each collector on stderr
       agent --help
`;

/** Runs the command that the arguments name; gives the exit code once it is over. */
export async function runCli(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [command, file, ...more] = positionals;
  if (values.help === true) return print(usage);
  if (command === undefined) return run(configOf(values.config));
  if (command === 'once' && file === undefined) return once(configOf(values.config));
  if (command === 'check-config' && file !== undefined && more.length === 0) {
    configOf(file);
    return print(`${file}: ok\n`);
  }
  console.error(usage);
  return 2;
}

function configOf(file: string | undefined): AgentConfig {
  if (file === undefined) return defaultConfig;
  const config = loadConfig(AgentConfig, file);
  enabledCollectors(collectors, config.collectors, 'linux'); // names are checked too
  return config;
}

async function run(config: AgentConfig): Promise<number> {
  const log = jsonLog('agent');
  const agent = await createAgent({ ...surroundings(config), log, config });
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await agent.stop();
  return 0;
}

async function once(config: AgentConfig): Promise<number> {
  const log = jsonLog('agent', (line) => process.stderr.write(`${line}\n`));
  const metrics = createAgentMetrics({ insecure: false });
  const scraper = createScraper({ ...surroundings(config), log, config }, metrics);
  const request = { selection: everything, gzip: false, timeoutMs: 9500 };
  await scraper.scrape(request);
  await sleep(1100); // the first run opens files; the second shows what a scrape costs
  const page = await scraper.scrape(request);
  process.stdout.write(page);
  for (const runner of scraper.runners) console.error(costOf(runner));
  scraper.close();
  return 0;
}

function costOf({ collector, section, verdict, durationSeconds }: Runner): string {
  const microseconds = Math.round(durationSeconds * 1e6);
  const series = section.shown ? section.series : 0;
  return [
    collector.name.padEnd(16),
    verdict.padEnd(8),
    `${series} series`.padStart(12),
    `${microseconds} µs`.padStart(12),
  ].join(' ');
}

function surroundings(config: AgentConfig) {
  const clock = systemClock;
  return { clock, host: new LinuxHost({ clock, root: config.host.root }) };
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
