import type { Metric } from '../../catalog/metric.ts';
import type { Sample } from '../sources/sample.ts';
import type { TextFamily, TextType } from '../textfile/parse-text.ts';

/** Of all families together; docs/metrics.md. */
export const maxSeries = 600;

interface Draft {
  readonly family: Omit<TextFamily, 'samples'>;
  /** By labels without the version: one version is in use at a time. */
  readonly samples: Map<string, string>;
}

/**
 * The families of all sources as one page: who comes first in the list wins a series that two tell. Families that would
 * pass the cap are left out whole and handed to `onDropped`.
 */
export function joinFamilies(
  counted: readonly TextFamily[],
  told: readonly Sample[],
  onDropped: (name: string, series: number) => void,
): readonly TextFamily[] {
  const drafts = new Map<string, Draft>();
  for (const family of counted) {
    const samples = new Map(
      family.samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), line]),
    );
    drafts.set(family.name, { family, samples });
  }
  for (const { metric, value, labels } of told) {
    const { samples } = draftOf(drafts, metric);
    const id = seriesOf(metric, labels, 'version');
    if (!samples.has(id)) samples.set(id, `${seriesOf(metric, labels)} ${value}`);
  }
  let series = 0;
  return [...drafts.values()].flatMap(({ family, samples }) => {
    series += samples.size;
    if (series <= maxSeries) return [{ ...family, samples: [...samples.values()] }];
    series -= samples.size;
    onDropped(family.name, samples.size);
    return [];
  });
}

function draftOf(drafts: Map<string, Draft>, { name, kind, help }: Metric): Draft {
  const known = drafts.get(name);
  if (known !== undefined) return known;
  const made: Draft = { family: { name, type: kind satisfies TextType, help }, samples: new Map() };
  drafts.set(name, made);
  return made;
}

function seriesOf({ name, labels }: Metric, values: readonly string[], without?: string): string {
  const pairs = labels
    .map((label, index) => `${label}="${escaped(values[index] ?? '')}"`)
    .filter((_, index) => labels[index] !== without);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
