import { join } from 'node:path';
import { root } from '../layout.ts';
import { forVmalert, ruleFiles, scaleDuration } from '../prometheus/scaled-rules.ts';
import { httpChecks, type Program } from '../supervisor/program.ts';
import { requireProgram } from '../system/commands.ts';
import { writeRules } from './prometheus.ts';
import { addressOf, environment, type Stack, urlOf } from './stack.ts';

/** Evaluates our rules beside VictoriaMetrics, writes what they record there, and tells Alertmanager. */
export function vmalert(stack: Stack): Program {
  const { place, settings } = stack;
  const home = place.home('vmalert');
  const folder = join(place.config, 'rules');
  const site = { timeScale: settings.timeScale, runbooks: `${urlOf(stack, 'console')}/runbooks` };
  const files = ruleFiles(join(root, 'exporter-rules/generated'), site);
  writeRules(
    folder,
    files.map(([name, text]) => [name, forVmalert(text)] as const),
  );
  const store = urlOf(stack, 'prometheus');
  return {
    name: 'vmalert',
    command: [
      requireProgram('vmalert'),
      `-rule=${join(folder, '*.yml')}`,
      `-datasource.url=${store}`,
      `-remoteWrite.url=${store}`,
      // A rule reads what the one before it recorded: soon enough, or an evaluation later.
      '-remoteWrite.flushInterval=200ms',
      `-remoteRead.url=${store}`,
      `-notifier.url=${urlOf(stack, 'alertmanager')}`,
      `-evaluationInterval=${scaleDuration('15s', settings.timeScale)}`,
      `-rule.resendDelay=${scaleDuration('1m', settings.timeScale)}`,
      '-disableAlertgroupLabel',
      `-external.url=${urlOf(stack, 'vmalert')}`,
      `-httpListenAddr=${addressOf(stack, 'vmalert')}`,
    ],
    cwd: home,
    env: environment(home),
    ...httpChecks(urlOf(stack, 'vmalert')),
    stopSignal: 'SIGTERM',
    stopWithinMs: 10_000,
    startWithinMs: 60_000,
    address: urlOf(stack, 'vmalert'),
  };
}
