import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { systemClock } from '../lib/clock.ts';
import { jsonLog } from '../lib/json-log.ts';
import { limitedLog } from '../lib/limited-log.ts';
import { createAgent } from './agent.ts';
import { createAgentMetrics } from './agent-metrics.ts';
import type { AgentConfig } from './config.ts';
import {
  checkAgentConfig,
  keepAsLastKnownGood,
  loadAgentConfig,
  loadOrLastKnownGood,
} from './config-file.ts';
import { createEngine } from './engine.ts';
import { spawnHelper } from './host/helper-process.ts';
import type { Host } from './host/host.ts';
import { LinuxHost } from './host/linux-host.ts';
import type { SlowStatfs } from './host/slow-statfs.ts';
import { besideAgent, spawnSql, sqlEntry } from './host/sql-process.ts';
import { openWindowsHost } from './host/windows-host.ts';
import { checkLog } from './insurance/check-log.ts';
import { InsuranceSettings, logFormats } from './insurance/settings.ts';
import { encodings } from './logs/line-decoder.ts';
import type { Runner } from './runner.ts';
import { everything } from './selection.ts';
import { passwordVerifier } from './web/verify-password.ts';

export const usage = `Usage: agent [--config FILE] [--state-dir DIR]
                                          run; without a file on 127.0.0.1:9101
       agent check-config FILE            say what is wrong in a file, exit 1 if anything is
       agent once [--config FILE]         print the page, and the cost of each collector on stderr
       agent check-log FILE [--format F] [--encoding E] [--config FILE]
                                          say what would be counted in a log of the settlement system,
                                          without a word of it; forms: beijing national his error download
       agent --help

SIGHUP reads the configuration again; a bad file leaves the running one in force.
`;

/** A configuration that has run so long is worth keeping. */
const provenAfterMs = 10 * 60_000;

/** Runs the command that the arguments name; gives the exit code once it is over. */
export async function runCli(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      'state-dir': { type: 'string' },
      format: { type: 'string' },
      encoding: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command, file, ...more] = positionals;
  if (values.help === true) return print(usage);
  if (command === undefined) return run(values.config, values['state-dir']);
  if (command === 'once' && file === undefined) return once(loadAgentConfig(values.config).config);
  if (command === 'check-config' && file !== undefined && more.length === 0) {
    checkAgentConfig(file);
    return print(`${file}: ok\n`);
  }
  if (command === 'check-log' && file !== undefined && more.length === 0)
    return checkOneLog(file, values);
  console.error(usage);
  return 2;
}

const LogOptions = z.object({
  format: z.enum(logFormats).optional(),
  encoding: z.enum(encodings).default('auto'),
});

function checkOneLog(path: string, { config, ...given }: { config?: string | undefined }): number {
  const { data: options, error } = LogOptions.safeParse(given);
  if (error !== undefined) {
    console.error(
      error.issues.map((issue) => `--${issue.path.join('')}: ${issue.message}`).join('\n'),
    );
    return 2;
  }
  const settings = loadAgentConfig(config).config.insurance ?? InsuranceSettings.parse({});
  return print(checkLog({ path, ...options, codes: settings.codes }));
}

async function run(file: string | undefined, stateDir: string | undefined): Promise<number> {
  const log = limitedLog(jsonLog('agent'), systemClock);
  const entryFile = process.argv[1] ?? '';
  const loaded =
    file === undefined ? loadAgentConfig(undefined) : loadOrLastKnownGood(file, stateDir, log);
  const agent = await createAgent({
    openHost,
    spawnHelper: () => spawnHelper(entryFile),
    spawnSql: () => spawnSql(sqlEntry(entryFile)),
    inventoryEntry: besideAgent(entryFile, 'inventory'),
    clock: systemClock,
    log,
    verifyPassword: passwordVerifier(entryFile),
    loaded,
    stateDir,
  });
  process.on('SIGHUP', () => void agent.reload(() => loadAgentConfig(file)));
  const keep = (): void => {
    if (file !== undefined && stateDir !== undefined) keepAsLastKnownGood(file, stateDir);
  };
  const proven = loaded.isCopy ? undefined : setTimeout(keep, provenAfterMs);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  clearTimeout(proven);
  await agent.stop();
  return 0;
}

async function once(config: AgentConfig): Promise<number> {
  const log = jsonLog('agent', toStderr);
  const metrics = createAgentMetrics();
  const host = openHost(config.host.root);
  const engine = createEngine({
    ...{ host, clock: systemClock, log, config, metrics },
    spawnSql: () => spawnSql(sqlEntry(process.argv[1] ?? '')),
  });
  const { scraper } = engine;
  const request = { selection: everything, gzip: false, timeoutMs: 9500 };
  await scraper.scrape(request);
  await sleep(1100); // the first run opens files; the second shows what a scrape costs
  const page = await scraper.scrape(request);
  process.stdout.write(page);
  for (const runner of scraper.runners) console.error(costOf(runner));
  await engine.close();
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

/** SystemRoot is set by Windows for every process. */
function openHost(root: string, slowStatfs?: SlowStatfs): Host {
  if (process.platform === 'win32') {
    const systemRoot = process.env.SystemRoot ?? 'C:\\Windows';
    return openWindowsHost({ clock: systemClock, log: jsonLog('agent', toStderr), systemRoot });
  }
  return new LinuxHost({ clock: systemClock, root, slowStatfs });
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
