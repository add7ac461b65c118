import { districtNames } from '../districts.ts';
import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { stateLine } from '../panels/timeline.ts';
import { trend } from '../panels/trend.ts';
import * as ask from '../queries/district.ts';
import { districtWords, district as text } from '../texts/district.ts';
import { wallWords } from '../texts/wallboard.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';
import { noDataWord, unobserved, wordsFor } from '../words.ts';

export const lines = stateLine({
  text: text.lines,
  lines: [{ query: ask.lines, name: same('{{hospital}}') }],
  mappings: (say) => [wordsFor(say, words.line), noDataWord(say, unobserved)],
  empty: districtWords.noLineCut,
});

export const success = trend({
  text: text.success,
  unit: unit.ratio,
  max: 1,
  curves: [
    { query: ask.success, name: same('{{district}}') },
    { query: ask.citySuccess, name: wallWords.wholeCity, isFaded: true },
  ],
  names: districtNames,
  limits: limits.settleSuccess,
});

export const settlements = trend({
  text: text.settlements,
  unit: unit.settlementsPerMinute,
  curves: [{ query: ask.settlements, name: same('{{district}}') }],
  names: districtNames,
});

export const service = trend({
  text: text.service,
  unit: unit.ratio,
  max: 1,
  curves: [{ query: ask.service, name: same('{{district}}') }],
  names: districtNames,
  limits: limits.districtService,
});
