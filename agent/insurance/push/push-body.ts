import { other } from '../../../catalog/labels.ts';
import type { Metric } from '../../../catalog/metric.ts';
import type { Sample } from '../../sources/sample.ts';
import { versionLabel } from '../version-label.ts';

export const maxSamples = 300;

/** What a body says wrong: where, and what was expected. What was sent is never repeated. */
export class PushError extends Error {}

/**
 * Reads `{"samples": [{"name", "labels", "value"}]}`; throws a PushError at the first mistake, so that a body is taken
 * whole or not at all. Hand-written, because parsers quote what they read in their errors.
 */
export function readPush(text: string, allowed: ReadonlyMap<string, Metric>): readonly Sample[] {
  const samples = objectAt(parse(text), 'body').samples;
  if (!Array.isArray(samples)) throw new PushError('samples: expected an array');
  if (samples.length > maxSamples)
    throw new PushError(`samples: expected at most ${maxSamples}, got ${samples.length}`);
  const seen = new Set<string>();
  return samples.map((each, index) => {
    const found = readSample(each, `samples[${index}]`, allowed);
    const id = [found.metric.name, ...found.labels].join('\n');
    if (seen.has(id)) throw new PushError(`samples[${index}]: the same series twice`);
    seen.add(id);
    return found;
  });
}

function readSample(each: unknown, at: string, allowed: ReadonlyMap<string, Metric>): Sample {
  const { name, value, labels = {}, ...more } = objectAt(each, at);
  if (Object.keys(more).length > 0)
    throw new PushError(`${at}: expected name, labels and value only`);
  const metric = typeof name === 'string' ? allowed.get(name) : undefined;
  if (metric === undefined)
    throw new PushError(
      `${at}.name: expected a name of the metric reference, or one of insurance.push.metrics`,
    );
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new PushError(`${at}.value: expected a number`);
  if (metric.kind === 'counter' && value < 0)
    throw new PushError(`${at}.value: a counter is not below 0`);
  return { metric, value, labels: readLabels(objectAt(labels, `${at}.labels`), at, metric) };
}

function readLabels(labels: Fields, at: string, metric: Metric): readonly string[] {
  if (Object.keys(labels).length !== metric.labels.length)
    throw new PushError(`${at}.labels: expected ${metric.labels.join(', ') || 'none'}`);
  return metric.labels.map((label) => {
    const value = labels[label];
    if (typeof value !== 'string') throw new PushError(`${at}.labels.${label}: expected a text`);
    const closed = closeLabel(metric, label, value);
    if (closed !== undefined) return closed;
    const values = metric.closed?.[label]?.join(', ') ?? 'a version such as 5.2.1';
    throw new PushError(`${at}.labels.${label}: expected one of ${values}`);
  });
}

/** Labels without a list: versions, and the numbers of windows. */
function closeLabel(metric: Metric, label: string, value: string): string | undefined {
  const values = metric.closed?.[label];
  if (values !== undefined) {
    if (values.includes(value)) return value;
    return values.includes(other) ? other : undefined;
  }
  if (label === 'version') return versionLabel(value);
  if (label === 'reader') return /^([1-9]|1[0-6])$/.test(value) ? value : undefined;
  if (label === 'scope') return value === 'local' || value === 'centre' ? value : undefined;
  return undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function objectAt(value: unknown, at: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new PushError(`${at}: expected an object`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PushError('body: expected JSON');
  }
}
