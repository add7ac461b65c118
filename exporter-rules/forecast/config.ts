import { z } from 'zod';
import { forecastResources } from '../../catalog/forecast.ts';
import { durationMs, hostPort } from '../../lib/config.ts';

const loopback = hostPort.refine(
  ({ host }) => ['127.0.0.1', '::1', 'localhost'].includes(host),
  'the forecaster has no sign-in of its own and listens on loopback only, such as 127.0.0.1:9390',
);

/** What is full by design (ring buffers, caches, recorders); every field that is given must match, * stands for anything. */
const Exclusion = z
  .strictObject({
    resource: z.enum(forecastResources).optional(),
    hospital: z.string().min(1).optional(),
    server: z.string().min(1).optional(),
    target: z.string().min(1).optional(),
  })
  .refine(
    (exclusion) => Object.values(exclusion).some((value) => value !== undefined),
    'an empty exclusion would exclude everything',
  );

/** Settings of the forecaster; forecaster.example.yml shows each with a sentence. */
export const ForecasterConfig = z.strictObject({
  listen: loopback.default({ host: '127.0.0.1', port: 9390 }),
  /** Snapshot of all targets and the record of issued forecasts. */
  dataFolder: z.string().min(1),
  /** Prometheus or a backend with its API; remote_read is used where it is offered. */
  prometheus: z.url({ protocol: /^https?$/ }),
  every: durationMs.prefault('5m'),
  /** How far back a first start reads. */
  history: durationMs.prefault('35d'),
  snapshotEvery: durationMs.prefault('15m'),
  /** Targets above this number are not taken in; each is 5 kB of memory. */
  mostTargets: z.int().min(1).default(50_000),
  /** Series of all targets together; those with the least to fear give way. */
  mostSeries: z.int().min(1).default(10_000),
  /** Minutes that local time is ahead of UTC, for the texts. */
  zoneMinutes: z.int().min(-720).max(840).default(480),
  exclude: z.array(Exclusion).default([]),
});
export type ForecasterConfig = z.output<typeof ForecasterConfig>;

type Exclusion = z.output<typeof Exclusion>;

/** Whether configuration says that a target is full by design. */
export function isExcluded(
  exclusions: readonly Exclusion[],
  of: {
    readonly resource: string;
    readonly target: string;
    readonly labels: Readonly<Record<string, string>>;
  },
): boolean {
  const { resource, target, labels } = of;
  const values = { resource, target, hospital: labels.hospital ?? '', server: labels.server ?? '' };
  return exclusions.some((exclusion) =>
    (Object.keys(values) as (keyof typeof values)[]).every((name) => {
      const pattern = exclusion[name];
      return pattern === undefined || matches(pattern, values[name]);
    }),
  );
}

function matches(pattern: string, value: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
}
