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
  const { ports, outOfOrder } = settings;
  const { scrape_interval, scrape_timeout } = globals(settings);
  return toYaml({
    global: { scrape_interval, scrape_timeout, evaluation_interval: scrape_interval },
    storage: { tsdb: { out_of_order_time_window: outOfOrder } },
    rule_files: ['rules/*.yml'],
    alerting: {
      alertmanagers: [{ static_configs: [{ targets: [`${host}:${ports.alertmanager}`] }] }],
    },
    scrape_configs: [
      ...jobs(settings, { refresh_interval: scaleDuration(discoveryInterval, settings.timeScale) }),
      fixed('prometheus', ports.prometheus),
    ],
  });
}

/** The same jobs for VictoriaMetrics, which has how often it asks for targets as a flag, and its rules in vmalert. */
export function victoriaConfig(settings: Settings): string {
  const { ports } = settings;
  return toYaml({
    global: globals(settings),
    scrape_configs: [
      ...jobs(settings, {}),
      fixed('victoria-metrics', ports.prometheus),
      fixed('vmalert', ports.vmalert),
    ],
  });
}

function globals({ timeScale }: Settings) {
  const interval = scaleDuration(scrapeInterval, timeScale);
  const timeout = timeScale > 1 ? interval : scrapeTimeout; // never longer than the interval
  return { scrape_interval: interval, scrape_timeout: timeout };
}

/** Everything but the backend itself. */
function jobs(settings: Settings, discovery: object): readonly object[] {
  const { ports } = settings;
  const discovered = (job: string) => ({
    job_name: job,
    http_sd_configs: [
      { url: `http://${host}:${ports.operations}/sd/http?job=${job}`, ...discovery },
    ],
  });
  const prober = `${host}:${ports.simulator}`;
  return [
    { ...discovered('node'), ...pages(settings) },
    { ...discovered('probe-gateway'), ...probed(prober) },
    { ...discovered('probe-server'), ...probed(prober) },
    fixed('center-host', ports.agent),
    // Labels such as hospital are the subject of these metrics, not their place.
    { ...fixed('center', ports.operations), honor_labels: true },
    { ...fixed('notifier', ports.notifier), honor_labels: true },
    { ...fixed('forecaster', ports.forecaster), honor_labels: true },
    fixed('alertmanager', ports.alertmanager),
  ];
}

function fixed(job: string, port: number) {
  return { job_name: job, static_configs: [{ targets: [`${host}:${port}`] }] };
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
