import { existsSync } from 'node:fs';
import {
  probeDuration,
  probeIcmpDuration,
  probeIpProtocol,
  probeSuccess,
} from '../../catalog/probe.ts';
import { runProgram } from '../host/run-program.ts';
import { sample } from '../sources/sample.ts';
import { type Probe, secondsSince } from './probe.ts';
import type { IcmpSettings } from './settings.ts';

/** Node has no raw sockets, so the system's own ping is asked; PATH is never searched. */
const places = ['/usr/bin/ping', '/bin/ping', '/usr/sbin/ping', '/sbin/ping'];

/** Whether a machine answers an echo request, and in which time. */
export const icmp: Probe<IcmpSettings> = {
  kind: 'icmp',
  async run({ name, target, timeout }, signal) {
    const startedAt = performance.now();
    const path = places.find((place) => existsSync(place));
    if (path === undefined) throw new Error(`no ping program at ${places.join(', ')}`);
    const seconds = String(Math.max(1, Math.ceil(timeout / 1000)));
    const args = ['-n', '-q', '-c', '1', '-W', seconds, '--', target];
    const outcome = await runProgram({ path, args, timeoutMs: timeout + 500 }, signal);
    if (outcome.outcome === 'not started') throw new Error(`${path}: ${outcome.reason}`);
    if (outcome.outcome === 'exited' && outcome.code === 2 && /permitted/i.test(outcome.stderr)) {
      // Not the target's doing: this user may not send echo requests (net.ipv4.ping_group_range).
      throw new Error(`${path}: ${outcome.stderr.trim()}`);
    }
    const success = outcome.outcome === 'exited' && outcome.code === 0;
    const roundTrip = success ? parseRoundTrip(outcome.stdout.toString('latin1')) : undefined;
    return [
      sample(probeSuccess, success ? 1 : 0, name),
      sample(probeDuration, secondsSince(startedAt), name),
      sample(probeIpProtocol, target.includes(':') ? 6 : 4, name),
      ...(roundTrip === undefined ? [] : [sample(probeIcmpDuration, roundTrip, name, 'rtt')]),
    ];
  },
};

/** Seconds from the last line of iputils or busybox: `rtt min/avg/max/mdev = 0.036/0.036/0.036/0.000 ms`. */
export function parseRoundTrip(text: string): number | undefined {
  const average = /= [\d.]+\/([\d.]+)\/[\d.]+(?:\/[\d.]+)? ms/.exec(text)?.[1];
  return average === undefined ? undefined : Number(average) / 1000;
}
