import { formatDuration, parseDuration } from '../../lib/duration.ts';
import { toYaml } from '../../lib/yaml.ts';
import { host, type Settings } from '../settings.ts';
import { scaleDuration } from './scaled-rules.ts';

/** The lines and components of hospitals must be seen within 180 s of their fall (docs/decisions/0015). */
const scrapeInterval = '15s';
const scrapeTimeout = '10s';
/** Pages of a whole city; lines and pings are still probed every 15 s (docs/decisions/0029). */
const cityScrapeInterval = '30s';
/** How often the list of hospitals is asked for; a list that cannot be had leaves the last one in force. */
const discoveryInterval = '30s';

/** Configuration of Prometheus for one machine; rule files stand in `rules/` beside it. */
export function prometheusConfig(settings: Settings): string {
  const { ports, timeScale, outOfOrder } = settings;
  const wait = (text: string) => scaleDuration(text, timeScale);
  const interval = wait(scrapeInterval);
  const timeout = timeScale > 1 ? interval : scrapeTimeout; // never longer than the interval
  const fixed = (job: string, port: number) => ({
    job_name: job,
    static_configs: [{ targets: [`${host}:${port}`] }],
  });
  const discovered = (job: string) => ({
    job_name: job,
    http_sd_configs: [
      {
        url: `http://${host}:${ports.operations}/sd/http?job=${job}`,
        refresh_interval: wait(discoveryInterval),
      },
    ],
  });
  const prober = `${host}:${ports.simulator}`;
  return toYaml({
    global: {
      scrape_interval: interval,
      scrape_timeout: timeout,
      evaluation_interval: interval,
    },
    storage: { tsdb: { out_of_order_time_window: outOfOrder } },
    rule_files: ['rules/*.yml'],
    alerting: {
      alertmanagers: [{ static_configs: [{ targets: [`${host}:${ports.alertmanager}`] }] }],
    },
    scrape_configs: [
      { ...discovered('node'), ...pages(settings) },
      { ...discovered('probe-gateway'), ...probed(prober) },
      { ...discovered('probe-server'), ...probed(prober) },
      fixed('center-host', ports.agent),
      // Labels such as hospital are the subject of these metrics, not their place.
      { ...fixed('center', ports.operations), honor_labels: true },
      { ...fixed('notifier', ports.notifier), honor_labels: true },
      { ...fixed('forecaster', ports.forecaster), honor_labels: true },
      fixed('prometheus', ports.prometheus),
      fixed('alertmanager', ports.alertmanager),
    ],
  });
}

/** Never longer than the interval, the time-out of pages goes with it. */
function pages({ fleet, scrapeInterval: set, timeScale }: Settings): object {
  const usual = fleet === 'small' ? scrapeInterval : cityScrapeInterval;
  const intervalMs = parseDuration(set ?? usual) / timeScale;
  const timeoutMs = Math.min(intervalMs, parseDuration(scrapeTimeout));
  return { scrape_interval: formatDuration(intervalMs), scrape_timeout: formatDuration(timeoutMs) };
}

/** The usual pattern of blackbox_exporter: the target becomes a parameter, the prober is asked. */
function probed(prober: string): object {
  return {
    metrics_path: '/probe',
    params: { module: ['icmp'] },
    relabel_configs: [
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: prober },
    ],
  };
}
