import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Say, Text } from '../language.ts';
import type { Limits } from '../limits.ts';
import { color } from '../theme.ts';
import { mapped, type Word, wordsFor } from '../words.ts';
import { stepsOf } from './query.ts';

/** How the cells of a column look, as properties of an override. */
export type Look = (say: Say) => readonly DynamicConfigValue[];

type Words = Readonly<Record<string, Word>>;

const coloredText = { id: 'custom.cellOptions', value: { type: 'color-text' } };
const coloredGround = {
  id: 'custom.cellOptions',
  value: { type: 'color-background', mode: 'basic' },
};

/** Codes as words; a word's own color colors its text. */
export function worded(words: Words): Look {
  const isColored = Object.values(words).some((word) => word.color !== undefined);
  return (say) => [mapped(wordsFor(say, words)), ...(isColored ? [coloredText] : [])];
}

/** Codes as words on a colored ground: what must be seen first. */
export function badge(words: Words): Look {
  return (say) => [mapped(wordsFor(say, words)), coloredGround];
}

interface Measure {
  readonly unit: Text;
  readonly decimals?: number;
  readonly limits?: Limits;
  /** Instead of a value that is not known. */
  readonly unknown?: Text;
}

/** A number with its unit, colored from its limits on. */
export function measured({ unit, decimals, limits, unknown }: Measure): Look {
  return (say) => [
    { id: 'unit', value: say(unit) },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    ...(limits === undefined ? [] : [coloredText, colorsOf(limits)]),
    ...(unknown === undefined ? [] : [mapped(wordsFor(say, { NaN: { text: unknown } }))]),
  ];
}

export interface DataLink {
  readonly title: Text;
  readonly url: string;
}

export function linked(link: DataLink): Look {
  return (say) => [linksTo(say, link)];
}

/** As an override: the SDK's dataLinks() takes dashboard links, which have other keys. */
export function linksTo(say: Say, { title, url }: DataLink): DynamicConfigValue {
  return { id: 'links', value: [{ title: say(title), url }] };
}

function colorsOf(limits: Limits): DynamicConfigValue {
  const steps = stepsOf(limits, color.plain);
  return { id: 'thresholds', value: { mode: 'absolute', steps } };
}
