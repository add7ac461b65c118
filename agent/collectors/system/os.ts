import { osInfo } from '../../../catalog/system.ts';
import type { Host } from '../../host/host.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector, Values } from '../collector.ts';

const places = ['/etc/os-release', '/usr/lib/os-release'] as const;

export const os: Collector = {
  name: 'os',
  os: ['linux'],
  cadence: 'hour',
  runsIn: 'main',
  byDefault: true,
  metrics: [osInfo],
  start(host) {
    return (emit) => {
      const facts = parseOsRelease(osRelease(host));
      const values = osInfo.labels.map((label) => facts.get(label.toUpperCase()) ?? '');
      emit.info(osInfo, values as unknown as Values<typeof osInfo.labels>);
    };
  },
};

function osRelease(host: Host): string {
  for (const place of places) {
    const text = host.text(place);
    if (text !== undefined) return text;
  }
  throw new NoDataError(places.join(', '));
}

/** Lines `KEY=value`, `KEY="value"` or `KEY='value'`, see os-release(5). */
function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^([A-Z_]+)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(.*))$/gm);
  return new Map(
    [...lines].map(([, key = '', double, single, bare]) => [
      key,
      double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '',
    ]),
  );
}
