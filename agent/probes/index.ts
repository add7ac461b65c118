import * as catalog from '../../catalog/probe.ts';
import type { Task } from '../sources/background.ts';
import type { Sample } from '../sources/sample.ts';
import { dns } from './dns.ts';
import { http } from './http.ts';
import { icmp } from './icmp.ts';
import type { ProbeSettings } from './settings.ts';
import { tcp } from './tcp.ts';

/** Every kind of probe; test/registries.test.ts compares this list with the folder. */
export const probes = { http, tcp, dns, icmp } as const;

export const probeMetrics = Object.values(catalog);

/** A configured probe as a task of the background. */
export function probeTask(settings: ProbeSettings): Task {
  return {
    name: `probe:${settings.name}`,
    everyMs: settings.interval,
    timeoutMs: settings.timeout + 1000, // the probe keeps its own time limit, and says so as a sample
    run: (signal) =>
      run(settings, AbortSignal.any([signal, AbortSignal.timeout(settings.timeout)])),
  };
}

function run(settings: ProbeSettings, signal: AbortSignal): Promise<readonly Sample[]> {
  switch (settings.kind) {
    case 'http':
      return http.run(settings, signal);
    case 'tcp':
      return tcp.run(settings, signal);
    case 'dns':
      return dns.run(settings, signal);
    case 'icmp':
      return icmp.run(settings, signal);
    default:
      return settings satisfies never;
  }
}
