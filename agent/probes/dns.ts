import { Resolver } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import {
  probeDnsAnswers,
  probeDnsLookup,
  probeDuration,
  probeSuccess,
} from '../../catalog/probe.ts';
import { sample } from '../sources/sample.ts';
import { type Probe, secondsSince } from './probe.ts';
import type { DnsSettings } from './settings.ts';

/** Whether a name server has an answer. It is asked itself, past the system's resolver and its cache. */
export const dns: Probe<DnsSettings> = {
  kind: 'dns',
  async run({ name, target, query, type, timeout }, signal) {
    const resolver = new Resolver({ timeout, tries: 1 });
    const startedAt = performance.now();
    const cancel = (): void => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const host = isIPv6(target.host) ? `[${target.host}]` : target.host;
      resolver.setServers([`${host}:${target.port}`]);
      const records = await resolver.resolve(query, type);
      const count = Array.isArray(records) ? records.length : 1;
      const seconds = secondsSince(startedAt);
      return [
        sample(probeSuccess, count > 0 ? 1 : 0, name),
        sample(probeDuration, seconds, name),
        sample(probeDnsLookup, seconds, name),
        sample(probeDnsAnswers, count, name),
      ];
    } catch {
      // No such name, refused, no answer: the target's doing.
      return [sample(probeSuccess, 0, name), sample(probeDuration, secondsSince(startedAt), name)];
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  },
};
