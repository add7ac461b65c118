import { parse } from 'yaml';
import { z } from 'zod';
import { toYaml } from '../../lib/yaml.ts';
import type { Settings } from '../settings.ts';
import { prometheusConfig } from './config.ts';

export interface Shard {
  readonly index: number;
  readonly of: number;
  /** Where the view of the whole city is. */
  readonly globalUrl: string;
}

const Config = z.looseObject({ scrape_configs: z.array(z.looseObject({ job_name: z.string() })) });
/** Jobs whose targets belong to a district. */
const fleetJobs: ReadonlySet<string> = new Set(['node', 'probe-gateway', 'probe-server']);

/**
 * One Prometheus of several: it keeps the districts that hashmod gives it, whole, because pairs, hospitals and districts
 * are judged with all of their servers in sight. What is no hospital's is scraped by the first.
 */
export function shardConfig(settings: Settings, { index, of, globalUrl }: Shard): string {
  const config = Config.parse(parse(prometheusConfig(settings)));
  const jobs = config.scrape_configs.filter(
    ({ job_name }) => index === 0 || fleetJobs.has(job_name),
  );
  const mine = [
    {
      ...{ source_labels: ['district'], modulus: of, target_label: '__tmp_shard' },
      action: 'hashmod',
    },
    { source_labels: ['__tmp_shard'], regex: String(index), action: 'keep' },
  ];
  return toYaml({
    ...config,
    scrape_configs: [
      ...jobs.map((job) =>
        fleetJobs.has(job.job_name)
          ? { ...job, relabel_configs: [...mine, ...relabelings(job)] }
          : job,
      ),
      cityGates(globalUrl),
    ],
  });
}

/** What is true of the whole city explains what is wrong in a district, so each shard must know it. */
function cityGates(globalUrl: string): object {
  return {
    ...{ job_name: 'city-gates', metrics_path: '/federate', honor_labels: true },
    params: { 'match[]': ['{__name__=~"city:.*"}'] },
    static_configs: [{ targets: [new URL(globalUrl).host] }],
    // The very same series: read back by the view of the whole it must not be a second one.
    metric_relabel_configs: [{ regex: 'job', action: 'labeldrop' }],
  };
}

function relabelings(job: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(job.relabel_configs) ? job.relabel_configs : [];
}

/** The view of the whole city: reads from all shards, evaluates what concerns no single district, scrapes the shards. */
export function globalConfig(settings: Settings, shards: readonly string[]): string {
  const { scrape_configs: _, ...config } = Config.parse(parse(prometheusConfig(settings)));
  return toYaml({
    ...config,
    remote_read: shards.map((url) => ({ url: `${url}/api/v1/read`, read_recent: true })),
    scrape_configs: [
      {
        job_name: 'prometheus',
        static_configs: [{ targets: shards.map((url) => new URL(url).host) }],
      },
    ],
  });
}

const RuleFile = z.strictObject({
  groups: z.array(
    z.looseObject({
      rules: z.array(
        z.looseObject({
          record: z.string().optional(),
          labels: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  ),
});
type Rule = z.infer<typeof RuleFile>['groups'][number]['rules'][number];

/** A rule file without the rules that belong to the other side; undefined when none are left. */
export function rulesFor(side: 'shard' | 'global', text: string): string | undefined {
  const { groups } = RuleFile.parse(parse(text));
  const own = groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => sideOf(rule) === side) }))
    .filter(({ rules }) => rules.length > 0);
  return own.length === 0 ? undefined : toYaml({ groups: own });
}

/** Levels of recorded series that lie within one district. */
const local = /^(server|mount|hospital|district)[a-z_]*:/;

/** Scopes of alerts that no district can judge. */
const global: ReadonlySet<string> = new Set(['city', 'meta']);

function sideOf({ record, labels }: Rule): 'shard' | 'global' {
  if (record !== undefined) return local.test(record) ? 'shard' : 'global';
  return global.has(labels?.scope ?? 'meta') ? 'global' : 'shard';
}
