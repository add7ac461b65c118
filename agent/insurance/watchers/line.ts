import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LinePath } from '../../../catalog/labels.ts';
import * as service from '../../../catalog/service.ts';
import { offlineSeconds } from '../../../catalog/settlement.ts';
import { runProgram } from '../../host/run-program.ts';
import { parseRoundTrip } from '../../probes/icmp.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { connectSeconds } from '../ask.ts';
import type { LineSettings, Target } from '../settings.ts';
import type { Watcher } from './watcher.ts';

const tries = 4;
const betweenMs = 200;
const tryMs = 2000;
/** Loss is told over so many tries: fewer than 40 cannot tell 2 % from nothing. */
const windowTries = 40;
const pings = ['/usr/bin/ping', '/bin/ping', '/usr/sbin/ping', '/sbin/ping'];

/** Whether the center answers on each path, how fast, with how much loss; and the hospital's own router. */
export const line: Watcher = {
  name: 'line',
  metrics: [
    service.bureauReachable,
    service.bureauRtt,
    service.bureauPacketLoss,
    service.gatewayReachable,
    offlineSeconds,
  ],
  start({ settings: { line: settings }, clock, ledger }) {
    if (settings === undefined) return undefined;
    const history = new Map<LinePath, boolean[]>();
    let lastAt: number | undefined;
    return {
      name: 'insurance_line',
      everyMs: settings.interval,
      timeoutMs: tries * (tryMs + betweenMs) + 2000,
      run: async (signal) => {
        const { samples, isCutOff } = await look(settings, history, signal);
        const now = clock.monotonic();
        const sinceMs = Math.min(now - (lastAt ?? now), 3 * settings.interval); // asleep is not cut off
        if (isCutOff !== undefined) ledger.add(offlineSeconds, isCutOff ? sinceMs / 1000 : 0);
        lastAt = now;
        return samples;
      },
    };
  },
};

type History = Map<LinePath, boolean[]>;

async function look(
  { center, gateway }: LineSettings,
  history: History,
  signal: AbortSignal,
): Promise<{ samples: readonly Sample[]; isCutOff: boolean | undefined }> {
  const paths = Object.entries(center) as [LinePath, Target][];
  const asked = await Promise.all(paths.map(([, target]) => askOften(target, signal)));
  const router = gateway === undefined ? undefined : await askOften(gateway, signal);
  const samples = paths.flatMap(([path], index) => pathSamples(path, asked[index] ?? [], history));
  if (router !== undefined) samples.push(sample(service.gatewayReachable, isUp(router) ? 1 : 0));
  return { samples, isCutOff: asked.length === 0 ? undefined : !asked.some(isUp) };
}

type Tries = readonly (number | undefined)[];

function isUp(all: Tries): boolean {
  return all.some((seconds) => seconds !== undefined);
}

function pathSamples(path: LinePath, all: Tries, history: History): Sample[] {
  const window = [
    ...(history.get(path) ?? []),
    ...all.map((seconds) => seconds !== undefined),
  ].slice(-windowTries);
  history.set(path, window);
  const lost = window.filter((answered) => !answered).length;
  const times = all.filter((seconds) => seconds !== undefined).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  return [
    sample(service.bureauReachable, middle === undefined ? 0 : 1, path),
    sample(service.bureauPacketLoss, lost / window.length, path),
    ...(middle === undefined ? [] : [sample(service.bureauRtt, middle, path)]),
  ];
}

async function askOften(target: Target, signal: AbortSignal): Promise<Tries> {
  const all: (number | undefined)[] = [];
  for (let index = 0; index < tries; index++) {
    if (index > 0) await sleep(betweenMs, undefined, { signal });
    all.push(await ask(target, signal));
  }
  return all;
}

function ask(target: Target, signal: AbortSignal): Promise<number | undefined> {
  if (target.check === 'tcp') return connectSeconds(target.target, tryMs, signal);
  return ping(target.target, signal);
}

/** Throws where there is no ping to be run: that is not the line's doing. */
async function ping(address: string, signal: AbortSignal): Promise<number | undefined> {
  const path = pings.find((place) => existsSync(place));
  if (path === undefined) throw new Error(`no ping program at ${pings.join(', ')}; use check: tcp`);
  const args = ['-n', '-q', '-c', '1', '-W', String(tryMs / 1000), '--', address];
  const outcome = await runProgram({ path, args, timeoutMs: tryMs + 500 }, signal);
  if (outcome.outcome === 'not started') throw new Error(`${path}: ${outcome.reason}`);
  if (outcome.outcome !== 'exited' || outcome.code !== 0) return undefined;
  return parseRoundTrip(outcome.stdout.toString('latin1'));
}
