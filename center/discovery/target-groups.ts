import type { LinePath } from '../../catalog/labels.ts';
import type { AgentLabels, TargetGroup } from '../../protocol/target.ts';
import { endpointText, type Hospital, type Registry, type Server } from '../registry/registry.ts';
import { type Shard, shardOf, wholeFleet } from './shard.ts';

export const jobs = ['node', 'probe-gateway', 'probe-server'] as const;
/** A scrape job that finds its targets here. */
export type Job = (typeof jobs)[number];

/** The targets of a job, in the order of their keys, so that equal registries give equal bytes. */
export function targetGroups(job: Job, registry: Registry): readonly TargetGroup[] {
  switch (job) {
    case 'node':
      return pulledServers(registry).map(({ server, labels }) => ({
        targets: [endpointText(server)],
        labels,
      }));
    case 'probe-server':
      return pulledServers(registry).map(({ server, labels }) => ({
        targets: [server.address],
        labels,
      }));
    case 'probe-gateway':
      return [...registry.hospitals.values()].flatMap(gateways);
    default:
      return job satisfies never;
  }
}

/** Servers that send by themselves may sit behind address translation: nobody can ask or ping them. */
function pulledServers({ servers, hospitals }: Registry) {
  return [...servers.values()].flatMap((server) => {
    const hospital = hospitals.get(server.hospital);
    if (server.scrape !== 'pull' || hospital === undefined) return [];
    return [{ server, labels: labelsOf(server, hospital) }];
  });
}

/** Exactly these five; names travel in yibao_hospital_info, so that a rename breaks no series. */
function labelsOf({ id, role }: Server, { code, district, level }: Hospital): AgentLabels {
  return { server: id, hospital: code, district, level, role };
}

function gateways(hospital: Hospital): TargetGroup[] {
  const group = (path: LinePath, gateway: string | null): TargetGroup[] => {
    if (gateway === null) return [];
    const { code, district, level } = hospital;
    return [{ targets: [gateway], labels: { hospital: code, district, level, path } }];
  };
  return [...group('primary', hospital.gateway), ...group('backup', hospital.backupGateway)];
}

/** The answers of service discovery as JSON in UTF-8; made once per registry, since Prometheus asks every minute. */
export function targetLists(
  read: () => Promise<Registry>,
): (job: Job, shard?: Shard) => Promise<Buffer> {
  const made = new WeakMap<Registry, Map<string, Buffer>>();
  return async (job, shard = wholeFleet) => {
    const registry = await read();
    const lists = made.get(registry) ?? new Map<string, Buffer>();
    made.set(registry, lists);
    const key = `${job} ${shard.index} ${shard.of} ${shard.by}`;
    const list = lists.get(key) ?? listOf(job, registry, shard);
    if (lists.size < keptLists) lists.set(key, list);
    return list;
  };
}

/** Three jobs times a few shards; whoever asks for all kinds of shards pays for each himself. */
const keptLists = 100;

function listOf(job: Job, registry: Registry, shard: Shard): Buffer {
  return Buffer.from(JSON.stringify(inShard(targetGroups(job, registry), shard)));
}

function inShard(groups: readonly TargetGroup[], { index, of, by }: Shard): readonly TargetGroup[] {
  if (of === 1) return groups;
  return groups.filter(({ labels }) => shardOf(labels[by] ?? '', of) === index);
}
