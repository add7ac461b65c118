import * as z from 'zod';
import { durationMs, hostPort } from '../lib/config.ts';
import { InsuranceSettings } from './insurance/settings.ts';
import { LogSettings } from './logs/settings.ts';
import { ProbeSettings } from './probes/settings.ts';
import { ScriptSettings } from './scripts/settings.ts';
import { ProcessGroupSettings, ServiceSettings } from './services/settings.ts';
import { SqlSettings } from './sql/settings.ts';

const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'expected a regular expression' });
    return z.NEVER;
  }
});

const mountPointsExclude =
  '^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)';
const fsTypesExclude =
  '^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs|sysfs|tracefs)$';
const disksExclude = '^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+$';

/** The agent's configuration; every setting has a default, so that no file is needed on a bare machine. */
export const AgentConfig = z.strictObject({
  web: z
    .strictObject({
      /** Where Prometheus scrapes. */
      listen: hostPort.prefault('127.0.0.1:9101'),
      /** Web configuration of Prometheus' exporter-toolkit: TLS, client certificates, users, rate. */
      configFile: z.string().optional(),
      /** Allows a listener beyond loopback without authentication; visible on the page. */
      insecure: z.boolean().default(false),
    })
    .prefault({}),
  collectors: z
    .strictObject({
      /** Names of collectors to run although they are off by default. */
      enable: z.array(z.string()).default([]),
      /** Names of collectors not to run. */
      disable: z.array(z.string()).default([]),
      filesystem: z
        .strictObject({
          mountPointsExclude: pattern.prefault(mountPointsExclude),
          fsTypesExclude: pattern.prefault(fsTypesExclude),
        })
        .prefault({}),
      diskstats: z.strictObject({ devicesExclude: pattern.prefault(disksExclude) }).prefault({}),
      /** For netdev and netclass; nothing is left out by default. */
      network: z.strictObject({ devicesExclude: pattern.prefault('^$') }).prefault({}),
      /** Whether node_disk_info tells serial numbers and world-wide names. */
      diskInfo: z.strictObject({ serialNumbers: z.boolean().default(false) }).prefault({}),
    })
    .prefault({}),
  /** Folders whose *.prom files go on the page, for secondary development. */
  textfile: z
    .strictObject({
      directories: z.array(z.string().regex(/^\//, 'expected an absolute folder')).default([]),
      maxBytes: z
        .int()
        .positive()
        .default(1024 * 1024),
    })
    .prefault({}),
  /** Programs of the site; nothing else is ever run. Their output is text of the textfile format. */
  scripts: z
    .array(ScriptSettings)
    .default([])
    .refine(hasUniqueNames, 'two scripts have the same name'),
  /** Units of systemd; left out when there is no `services` at all. */
  services: ServiceSettings.optional(),
  /** Groups of processes that must run, counted once a minute. */
  processGroups: z
    .array(ProcessGroupSettings)
    .default([])
    .refine(hasUniqueNames, 'two process groups have the same name'),
  /** Logs whose lines are counted by patterns; no text of a line leaves the server. */
  logs: z.array(LogSettings).default([]).refine(hasUniqueNames, 'two logs have the same name'),
  /** Databases that are asked by canned queries, from a process of its own. */
  sql: z.array(SqlSettings).default([]).refine(hasUniqueNames, 'two databases have the same name'),
  /** The settlement system of this server; docs/integration.md. Nothing of it is read without this section. */
  insurance: InsuranceSettings.optional(),
  /** Slow facts of the machine, from a process that ends; serial numbers are not told. */
  inventory: z
    .strictObject({ enabled: z.boolean().default(true), interval: durationMs.prefault('1h') })
    .prefault({}),
  /** What to ask in the background; a scrape gets the last answer. */
  probes: z
    .array(ProbeSettings)
    .default([])
    .refine(hasUniqueNames, 'two probes have the same name'),
  limits: z
    .strictObject({
      /** Per collector; a family that would pass it is left out whole. */
      series: z.int().positive().default(2000),
      /** Of one label value; a family with a longer one is left out whole. */
      labelBytes: z.int().positive().default(256),
    })
    .prefault({}),
  host: z
    .strictObject({
      /** Where the machine's root is seen, `/host` in a container. */
      root: z
        .string()
        .regex(/^(|\/.*[^/])$/, 'expected an absolute folder without / at its end')
        .default(''),
    })
    .prefault({}),
});
export type AgentConfig = z.infer<typeof AgentConfig>;

function hasUniqueNames(named: readonly { readonly name: string }[]): boolean {
  return new Set(named.map(({ name }) => name)).size === named.length;
}

export const defaultConfig: AgentConfig = AgentConfig.parse({});
