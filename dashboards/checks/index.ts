import { allValue } from './all-value.ts';
import type { BoardSet, Check } from './check.ts';
import { countersAreRates } from './counters.ts';
import { dataSource } from './data-source.ts';
import { grid, oneScreen } from './grid.ts';
import { ids } from './ids.ts';
import { knownSeries } from './known-series.ts';
import { limitsFromConfig } from './limits.ts';
import { links } from './links.ts';
import { knownColors, knownUnits, reducersAndMatchers } from './names.ts';
import { noValue } from './no-value.ts';
import { outside } from './outside.ts';
import { drawable } from './panel-types.ts';
import { portable } from './portable.ts';
import { promqlParses } from './promql.ts';
import { recordedOnly } from './recorded-only.ts';
import { boardSchema, overrideProperties, panelSchema, querySchema } from './schema.ts';
import { stateWords } from './state-words.ts';
import { sameInBothLanguages, texts } from './texts.ts';
import { variables } from './variables.ts';

/** Every check, one line each. */
export const checks: readonly Check[] = [
  portable,
  ids,
  grid,
  oneScreen,
  texts,
  sameInBothLanguages,
  drawable,
  boardSchema,
  querySchema,
  panelSchema,
  overrideProperties,
  knownUnits,
  knownColors,
  reducersAndMatchers,
  variables,
  allValue,
  dataSource,
  noValue,
  links,
  outside,
  limitsFromConfig,
  stateWords,
  promqlParses,
  knownSeries,
  countersAreRates,
  recordedOnly,
];

/** What is wrong with a set of boards: check, board and sentence. */
export function faultsOf(all: BoardSet): string[] {
  return all.flatMap((file) =>
    checks.flatMap((check) =>
      [...check.check(file, all)].map((fault) => {
        return `${check.id}: ${file.language}/${file.name}: ${fault}`;
      }),
    ),
  );
}
