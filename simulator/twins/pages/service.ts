import { type Component, components, linePaths } from '../../../catalog/labels.ts';
import {
  antivirusQuarantined,
  antivirusSignature,
  antivirusUp,
  bureauPacketLoss,
  bureauReachable,
  bureauRtt,
  certificateNotAfter,
  clockOffset,
  componentHandles,
  componentMemory,
  componentRestarts,
  componentThreads,
  componentUp,
  componentVersionInfo,
  fileIntegrityMismatch,
  gatewayReachable,
  lastBootReason,
  signInTimestamp,
  signInValid,
  timeSyncOk,
  upsCharge,
  upsOnBattery,
} from '../../../catalog/service.ts';
import { uniform } from '../../fleet/random.ts';
import { lastTime } from '../calls.ts';
import { leakedBytes } from '../leak.ts';
import { type Family, family, infos, single } from '../page.ts';
import { flicker, type Reading, rounded } from '../reading.ts';
import type { Shape } from '../shape.ts';

const dayMs = 86_400_000;

/** The line to the bureau, the components on the server, and what keeps them going. */
export function service(shape: Shape): readonly Family[] {
  return [...link(shape), ...signIn(), ...componentFamilies(shape), ...surroundings()];
}

function link({ backupLine }: Shape): readonly Family[] {
  const paths = linePaths.filter((path) => path === 'primary' || backupLine);
  return [
    family(
      bureauReachable,
      paths.map((path) => [path, (r: Reading) => (r.hospital.isOffline ? 0 : 1)] as const),
    ),
    family(
      bureauRtt,
      paths.map((path, at) => [path, (r: Reading) => roundTrip(r, at)] as const),
    ),
    family(
      bureauPacketLoss,
      paths.map((path, at) => [path, (r: Reading) => loss(r, at)] as const),
    ),
    single(gatewayReachable, () => 1),
  ];
}

/** The backup line is a little longer; there is none through a cut line. */
function roundTrip(reading: Reading, path: number): number | undefined {
  if (reading.hospital.isOffline) return undefined;
  const { roundTripMs } = reading.hospital.plan;
  const calm = roundTripMs * (1 + 0.2 * path) * (0.9 + 0.3 * flicker(reading, 30 + path));
  return rounded((calm + (reading.server.conditions.get('line-slow')?.amount ?? 0)) / 1000);
}

/** One probe in a hundred is lost now and then: 0.05 % on average. */
function loss(reading: Reading, path: number): number {
  if (reading.hospital.isOffline) return 1;
  if (reading.server.conditions.has('line-slow')) return 0.02 + 0.08 * flicker(reading, 32 + path);
  return flicker(reading, 32 + path, 60) < 0.05 ? 0.01 : 0;
}

function signIn(): readonly Family[] {
  return [
    single(signInValid, (r) => (r.server.conditions.has('sign-in-expired') ? 0 : 1)),
    single(signInTimestamp, (r) => lastTime(r.hospital.rules.night.signIn, r.atMs) / 1000 + 20),
    family(certificateNotAfter, [
      ['sm2_sign', (r) => certificateEnd(r, 0)],
      ['tls', (r) => certificateEnd(r, 1)],
      ['ukey', (r) => certificateEnd(r, 2)],
    ]),
    single(clockOffset, offset),
    single(timeSyncOk, (r) => (r.server.conditions.has('clock-drift') ? 0 : 1)),
  ];
}

function offset(reading: Reading): number {
  const drift = reading.server.conditions.get('clock-drift')?.amount ?? 0;
  return rounded(drift + 0.004 * reading.wave + 0.02 * (flicker(reading, 34) - 0.5));
}

/** Certificates last a year and are renewed in time: 60 to 300 days are always left, but for one that was forgotten. */
function certificateEnd({ hospital, server, seed, atMs }: Reading, purpose: number): number {
  const forgotten = server.conditions.get('certificate-expiring');
  if (purpose === 0 && forgotten !== undefined) {
    return Math.round((forgotten.fromMs + forgotten.amount) / 1000);
  }
  const { sinceMs } = hospital.rules;
  const age = 240 * dayMs;
  const first = sinceMs - Math.floor(uniform(seed, 40 + purpose) * 240) * dayMs;
  const renewals = Math.floor((atMs - first) / age);
  return (first + renewals * age + 300 * dayMs) / 1000;
}

const versions: Readonly<Record<Component, string>> = {
  settle_core: '3.8.2',
  card_service: '2.1.7',
  db: '8.1.3.62',
  uploader: '3.8.2',
  downloader: '3.8.2',
  signer: '1.4.0',
  web_console: '3.8.2',
  ha_agent: '2.0.5',
  time_sync: '4.2',
  antivirus: '11.0.3',
};
/** Resident megabytes, threads and handles in health. */
const sizes: Readonly<Record<Component, readonly [number, number, number]>> = {
  settle_core: [1400, 96, 820],
  card_service: [120, 14, 180],
  db: [6200, 120, 640],
  uploader: [210, 18, 96],
  downloader: [180, 12, 88],
  signer: [90, 9, 70],
  web_console: [320, 34, 210],
  ha_agent: [60, 8, 44],
  time_sync: [12, 2, 16],
  antivirus: [410, 28, 350],
};

function componentFamilies({ isPaired }: Shape): readonly Family[] {
  const present = components.filter((each) => each !== 'ha_agent' || isPaired);
  const each = (value: (reading: Reading, component: Component) => number | undefined) =>
    present.map((component) => [component, (r: Reading) => value(r, component)] as const);
  const sized = (at: 0 | 1 | 2, factor: number) =>
    each((r, component) => {
      if (!isUp(r, component)) return undefined;
      const breath = 1 + 0.03 * r.wave + 0.1 * Math.min(1, r.perSecond);
      const leaked = component === 'settle_core' && at === 0 ? leakedBytes(r) : 0;
      return Math.round(sizes[component][at] * factor * breath + leaked);
    });
  return [
    family(
      componentUp,
      each((r, component) => (isUp(r, component) ? 1 : 0)),
    ),
    family(
      componentRestarts,
      each((r, component) => (component === 'settle_core' ? r.server.serviceRestarts : 0)),
    ),
    infos(componentVersionInfo, {
      key: () => '',
      rows: () => present.map((one) => [one, versions[one]] as const),
    }),
    family(componentMemory, sized(0, 1_048_576)),
    family(componentThreads, sized(1, 1)),
    family(componentHandles, sized(2, 1)),
  ];
}

function isUp({ server }: Reading, component: Component): boolean {
  if (component === 'settle_core') return server.settlementStops === 0;
  return component !== 'db' || !server.conditions.has('database-down');
}

function surroundings(): readonly Family[] {
  return [
    single(antivirusUp, () => 1),
    single(antivirusSignature, (r) => lastTime(180, r.atMs) / 1000 - 3600),
    single(antivirusQuarantined, (r) => (r.server.conditions.has('antivirus-quarantine') ? 1 : 0)),
    family(fileIntegrityMismatch, [
      ['app', (r) => (r.server.conditions.has('antivirus-quarantine') ? 1 : 0)],
      ['config', () => 0],
      ['agent', () => 0],
    ]),
    single(upsOnBattery, (r) => (r.server.conditions.has('ups-on-battery') ? 1 : 0)),
    single(upsCharge, upsLeft),
    family(lastBootReason, [
      ['planned', (r) => (r.server.bootReason === 'planned' ? 1 : 0)],
      ['power', (r) => (r.server.bootReason === 'power' ? 1 : 0)],
      ['crash', (r) => (r.server.bootReason === 'crash' ? 1 : 0)],
      ['unknown', () => 0],
    ]),
  ];
}

/** The amount is how long the battery lasts, in ms. */
function upsLeft({ server, atMs }: Reading): number {
  const lost = server.conditions.get('ups-on-battery');
  if (lost === undefined) return 1;
  return rounded(Math.max(0, 1 - (atMs - lost.fromMs) / Math.max(1, lost.amount)));
}
