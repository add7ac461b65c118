import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../../lib/yaml.ts';

export type BackendName = 'prometheus' | 'victoria-metrics';

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly interval: string;
}

interface Seen {
  /** Targets that answered the last scrape. */
  readonly held: number;
  /** Scrapes of the measured time that brought a page. */
  readonly goodScrapes: number;
  readonly series: number;
  readonly p50: number;
  readonly p99: number;
}

interface Backend {
  command(place: Place): [program: string, args: readonly string[]];
  readonly readyPath: string;
  /** Samples taken since the start. */
  samples(url: string): Promise<number>;
  look(url: string, window: string): Promise<Seen>;
  /** Of what is compacted, in words. */
  bytesPerSample(url: string, data: string): Promise<string>;
}

/** The two programs that can keep the samples, with the settings that the launcher gives them. */
export const backends: Readonly<Record<BackendName, Backend>> = {
  prometheus: {
    command({ folder, port, interval }) {
      const file = scrapeFile(folder, interval);
      const data = `--storage.tsdb.path=${join(folder, 'data')}`;
      const listen = `--web.listen-address=127.0.0.1:${port}`;
      return ['prometheus', [`--config.file=${file}`, data, listen, '--web.enable-admin-api']];
    },
    readyPath: '/-/ready',
    samples: (url) => own(url, /^prometheus_tsdb_head_samples_appended_total.*? (\S+)$/gm),
    async look(url, window) {
      const series = await own(url, /^prometheus_tsdb_head_series (\S+)$/gm);
      return { ...(await scrapes(url, window)), series };
    },
    // A snapshot writes the head as a block: what compaction will leave, without its merging.
    async bytesPerSample(url, data) {
      const answer = await fetch(`${url}/api/v1/admin/tsdb/snapshot`, { method: 'POST' });
      if (!answer.ok) return `no snapshot (${answer.status})`;
      const samples = await own(url, /^prometheus_tsdb_head_samples_appended_total.*? (\S+)$/gm);
      return (sizeOf(join(data, 'snapshots')) / samples).toFixed(2);
    },
  },
  'victoria-metrics': {
    command({ folder, port, interval }) {
      const scrape = `-promscrape.config=${scrapeFile(folder, interval)}`;
      const data = `-storageDataPath=${join(folder, 'data')}`;
      return [
        'victoria-metrics',
        [scrape, data, `-httpListenAddr=127.0.0.1:${port}`, '-retentionPeriod=1'],
      ];
    },
    readyPath: '/health',
    samples: (url) => own(url, /^vm_rows_inserted_total\{type="promscrape"\} (\S+)$/gm),
    async look(url, window) {
      const series = await own(
        url,
        /^vm_cache_entries\{type="storage\/hour_metric_ids"\} (\S+)$/gm,
      );
      return { ...(await scrapes(url, window)), series };
    },
    async bytesPerSample(url) {
      const size = await own(
        url,
        /^vm_data_size_bytes\{type="(?:storage\/\w+|indexdb)"\} (\S+)$/gm,
      );
      const rows = await own(url, /^vm_rows\{type="storage\/\w+"\} (\S+)$/gm);
      return (size / rows).toFixed(2);
    },
  },
};

function scrapeFile(folder: string, interval: string): string {
  const file = join(folder, 'scrape.yml');
  const timeout = /^[1-9]s$/.test(interval) ? interval : '10s';
  const job = {
    job_name: 'node',
    ...{ scrape_interval: interval, scrape_timeout: timeout },
    file_sd_configs: [{ files: [join(folder, 'targets.json')] }],
  };
  writeFileSync(file, toYaml({ scrape_configs: [job] }));
  return file;
}

async function scrapes(url: string, window: string) {
  // One after the other: a busy VictoriaMetrics refuses what waits too long.
  const goodScrapes = await query(url, `sum(sum_over_time(up{job="node"}[${window}]))`);
  const held = await query(url, 'sum(up{job="node"})');
  const p50 = await query(url, 'quantile(0.5, scrape_duration_seconds{job="node"})');
  const p99 = await query(url, 'quantile(0.99, scrape_duration_seconds{job="node"})');
  return { held, goodScrapes, p50, p99 };
}

async function query(url: string, text: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: text })}`);
  if (!answer.ok) throw new Error(`${text}: ${answer.status} ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}

/** Sum of these lines of the program's own page. */
async function own(url: string, lines: RegExp): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  return [...page.matchAll(lines)].reduce((sum, [, value]) => sum + Number(value), 0);
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
