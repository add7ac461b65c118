import {
  type DynamicConfigValue,
  MappingType,
  SpecialValueMatch,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Say, Text } from './language.ts';
import { color } from './theme.ts';

/** What a code means, in a word and a color: nobody has to know the number, nobody has to see the color. */
export interface Word {
  readonly text: Text;
  readonly color?: string;
}

/** Words for exact values, in the order given. */
export function wordsFor(say: Say, words: Readonly<Record<string, Word>>): ValueMapping {
  const options = Object.entries(words).map(([value, word], index) => [
    value,
    { text: say(word.text), index, ...(word.color === undefined ? {} : { color: word.color }) },
  ]);
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) };
}

/** One word for a stretch of values, both ends included. */
export function wordBetween(
  say: Say,
  [from, to]: readonly [number, number],
  word: Word,
): ValueMapping {
  const result = {
    text: say(word.text),
    ...(word.color === undefined ? {} : { color: word.color }),
  };
  return { type: MappingType.RangeToText, options: { from, to, result } };
}

/** Numbers from `least` on keep their figures and get a color. */
export function colorFrom(least: number, color: string): ValueMapping {
  return { type: MappingType.RangeToText, options: { from: least, to: null, result: { color } } };
}

export const noData: Word = { text: { zh: '无数据', en: 'No data' }, color: color.unobserved };

/** No data looks like trouble: its own word and color wherever the ground tells the state. */
export function noDataWord(say: Say, word: Word = noData): ValueMapping {
  const result = {
    text: say(word.text),
    ...(word.color === undefined ? {} : { color: word.color }),
  };
  return {
    type: MappingType.SpecialValue,
    options: { match: SpecialValueMatch.NullAndNan, result },
  };
}

const ok: Word = { text: { zh: '正常', en: 'OK' }, color: color.calm };
const degraded: Word = { text: { zh: '降级', en: 'Degraded' }, color: color.p2 };
const down: Word = { text: { zh: '停机', en: 'Down' }, color: color.p1 };
export const unobserved: Word = {
  text: { zh: '未观测', en: 'Not observed' },
  color: color.unobserved,
};

/** The closed codes of `hospital:state:code`. */
export const stateWords: Readonly<Record<string, Word>> = {
  0: ok,
  1: { text: { zh: '注意', en: 'Notice' }, color: color.p3 },
  2: degraded,
  3: down,
  4: unobserved,
};

/** Words of a share of parts that work: all, some, none. */
export function shareWords(say: Say): ValueMapping[] {
  return [
    wordsFor(say, { 0: down, 1: ok }),
    wordBetween(say, [0.000_001, 0.999_999], degraded),
    noDataWord(say, unobserved),
  ];
}

/** A column's words as an override. */
export function mapped(...mappings: readonly ValueMapping[]): DynamicConfigValue {
  return { id: 'mappings', value: mappings };
}
