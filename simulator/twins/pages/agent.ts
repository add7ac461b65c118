import {
  agentInfo,
  agentScrapeDuration,
  collectorUp,
  droppedLabels,
} from '../../../catalog/agent.ts';
import { type Family, family, infos, single } from '../page.ts';
import { flicker, rounded } from '../reading.ts';

/** The runtime that the packages for servers carry. */
const runtime = 'node 24';

const collectors = ['host', 'transactions', 'upload', 'nightly', 'link', 'components', 'database'];

/** What the agent of such a server says about itself. */
export function agent(): readonly Family[] {
  return [
    infos(agentInfo, {
      key: ({ server }) => server.plan.platform.os + server.plan.platform.arch,
      rows: ({ server }) => [
        ['0.1.0', runtime, server.plan.platform.os, server.plan.platform.arch],
      ],
    }),
    single(agentScrapeDuration, (r) => rounded(0.008 + 0.01 * flicker(r, 70))),
    family(
      collectorUp,
      collectors.map((collector) => [collector, () => 1] as const),
    ),
    family(
      droppedLabels,
      (droppedLabels.closed?.label ?? []).map((label) => [label, () => 0] as const),
    ),
  ];
}
