import { victoriaConfig } from '../prometheus/config.ts';
import { scaleDuration } from '../prometheus/scaled-rules.ts';
import type { Program } from '../supervisor/program.ts';
import { httpChecks } from '../supervisor/program.ts';
import { requireProgram } from '../system/commands.ts';
import { retentionOf } from './prometheus.ts';
import { addressOf, environment, type Stack, urlOf, writeConfig } from './stack.ts';

/** Scrapes and keeps samples in place of Prometheus, at its address; vmalert evaluates the rules. */
export function victoriaMetrics(stack: Stack): Program {
  const { place, settings } = stack;
  const home = place.home('victoria-metrics');
  const config = writeConfig(stack, 'victoria-metrics.yml', victoriaConfig(settings));
  return {
    name: 'victoria-metrics',
    command: [
      requireProgram('victoria-metrics'),
      `-promscrape.config=${config}`,
      `-promscrape.httpSDCheckInterval=${scaleDuration('30s', settings.timeScale)}`,
      `-storageDataPath=${home}`,
      `-retentionPeriod=${retentionOf(settings)}`,
      `-httpListenAddr=${addressOf(stack, 'prometheus')}`,
      `-vmalert.proxyURL=${urlOf(stack, 'vmalert')}`,
      // As Prometheus: what was scraped is seen at once, and looked back for over five minutes.
      '-search.latencyOffset=1ms',
      '-search.maxStalenessInterval=5m',
      // The latency of all calls in the whole city is a quantile over 235,000 series.
      '-search.maxUniqueTimeseries=3000000',
    ],
    cwd: home,
    env: environment(home),
    ...httpChecks(urlOf(stack, 'prometheus')),
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
    startWithinMs: 120_000,
    address: urlOf(stack, 'prometheus'),
  };
}
