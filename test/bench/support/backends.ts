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
  readonly series: number;
  /** Duration of scrapes in seconds; undefined where the backend's own page does not tell. */
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}

/** Samples taken, and pages that came, since the start. */
interface Taken {
  readonly samples: number;
  readonly pages: number;
}

interface Backend {
  command(place: Place): [program: string, args: readonly string[]];
  readonly readyPath: string;
  taken(url: string): Promise<Taken>;
  look(url: string): Promise<Seen>;
  /** In words. */
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
    taken: async (url) => ({
      samples: await own(url, /^prometheus_tsdb_head_samples_appended_total.*? (\S+)$/gm),
      pages: await query(url, 'sum(sum_over_time(up{job="node"}[1h]))'),
    }),
    look: async (url) => ({
      held: await query(url, 'sum(up{job="node"})'),
      series: await own(url, /^prometheus_tsdb_head_series (\S+)$/gm),
      p50: await query(url, 'quantile(0.5, scrape_duration_seconds{job="node"})'),
      p99: await query(url, 'quantile(0.99, scrape_duration_seconds{job="node"})'),
    }),
    // A snapshot writes the head as a block: of minutes it is mostly index, of two hours it is what compaction leaves.
    async bytesPerSample(url, data) {
      const answer = await fetch(`${url}/api/v1/admin/tsdb/snapshot`, { method: 'POST' });
      if (!answer.ok) return `no snapshot (${answer.status})`;
      const samples = await own(url, /^prometheus_tsdb_head_samples_appended_total.*? (\S+)$/gm);
      return (sizeOf(join(data, 'snapshots')) / samples).toFixed(2);
    },
  },
  // Its own page and no query: while samples come and processors are short, VictoriaMetrics lets queries wait.
  'victoria-metrics': {
    command({ folder, port, interval }) {
      const scrape = `-promscrape.config=${scrapeFile(folder, interval)}`;
      const data = `-storageDataPath=${join(folder, 'data')}`;
      const listen = `-httpListenAddr=127.0.0.1:${port}`;
      return ['victoria-metrics', [scrape, data, listen, '-retentionPeriod=1']];
    },
    readyPath: '/health',
    async taken(url) {
      const samples = await own(url, /^vm_rows_inserted_total\{type="promscrape"\} (\S+)$/gm);
      const all = await own(url, /^vm_promscrape_scrape_duration_seconds_count (\S+)$/gm);
      const failed = await own(url, /^vm_promscrape_scrapes_failed_total (\S+)$/gm);
      return { samples, pages: all - failed };
    },
    look: async (url) => ({
      held: await own(url, /^vm_promscrape_targets\{.*status="up"\} (\S+)$/gm),
      series: await own(url, /^vm_cache_entries\{type="storage\/hour_metric_ids"\} (\S+)$/gm),
      p50: undefined,
      p99: undefined,
    }),
    async bytesPerSample(url) {
      const kinds = /^vm_data_size_bytes\{type="(?:storage\/\w+|indexdb)"\} (\S+)$/gm;
      const rows = await own(url, /^vm_rows\{type="storage\/\w+"\} (\S+)$/gm);
      return ((await own(url, kinds)) / rows).toFixed(2);
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
