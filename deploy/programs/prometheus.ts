import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { formatDuration, parseDuration } from '../../lib/duration.ts';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { root } from '../layout.ts';
import { prometheusConfig } from '../prometheus/config.ts';
import { ruleFiles, scaleDuration } from '../prometheus/scaled-rules.ts';
import type { Settings } from '../settings.ts';
import { httpChecks, type Program } from '../supervisor/program.ts';
import { requireProgram } from '../system/commands.ts';
import { addressOf, environment, type Stack, urlOf, writeConfig } from './stack.ts';

/** Scrapes, evaluates our rules, keeps samples. */
export function prometheus(stack: Stack): Program {
  const { place, settings } = stack;
  const home = place.home('prometheus');
  const config = writeConfig(stack, 'prometheus.yml', prometheusConfig(settings));
  const site = { timeScale: settings.timeScale, runbooks: `${urlOf(stack, 'console')}/runbooks` };
  writeRules(join(place.config, 'rules'), ruleFiles(join(root, 'exporter-rules/generated'), site));
  return {
    name: 'prometheus',
    command: [
      requireProgram('prometheus'),
      `--config.file=${config}`,
      `--storage.tsdb.path=${home}`,
      `--storage.tsdb.retention.time=${retentionOf(settings)}`,
      `--web.listen-address=${addressOf(stack, 'prometheus')}`,
      // What fires before Alertmanager has been found is lost until it is sent again.
      `--rules.alert.resend-delay=${scaleDuration('1m', settings.timeScale)}`,
    ],
    cwd: home,
    env: environment(home),
    ...httpChecks(urlOf(stack, 'prometheus')),
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
    startWithinMs: 300_000, // replays its write-ahead log after a power cut
    address: urlOf(stack, 'prometheus'),
  };
}

/** A past that is longer than what is kept would be gone at the start. */
export function retentionOf({ retention, history }: Settings): string {
  if (history === undefined) return retention;
  return formatDuration(parseDuration(retention) + parseDuration(history));
}

/** Only what the checkout holds now: a rule file that is gone there must not go on alarming here. */
export function writeRules(folder: string, files: ReturnType<typeof ruleFiles>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeAtomic(join(folder, name), text);
}
