import { ConfigError } from '../lib/config.ts';
import type { Collector } from './collectors/collector.ts';
import type { AgentConfig } from './config.ts';

/** The collectors that run with this configuration, in the order of the page; throws on unknown names. */
export function enabledCollectors(
  all: readonly Collector[],
  { enable, disable }: Pick<AgentConfig['collectors'], 'enable' | 'disable'>,
  os: 'linux' | 'windows',
): readonly Collector[] {
  const known = new Set(all.map(({ name }) => name));
  const unknown = [...enable, ...disable].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const expected = [...known].sort().join(', ');
    throw new ConfigError(
      'collectors',
      unknown.map((name) => `${name}: no such collector; expected one of ${expected}`),
    );
  }
  return all.filter(
    (collector) =>
      collector.os.includes(os) &&
      !disable.includes(collector.name) &&
      (collector.byDefault || enable.includes(collector.name)),
  );
}
