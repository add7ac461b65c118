import { allValue } from './all-value.ts';
import { boardSchema } from './board-schema.ts';
import type { BoardSet, Check } from './check.ts';
import { colors } from './colors.ts';
import { countersAreRates } from './counters.ts';
import { dataSource } from './data-source.ts';
import { drawable } from './drawable.ts';
import { grid } from './grid.ts';
import { ids } from './ids.ts';
import { knownSeries } from './known-series.ts';
import { limitsFromConfig } from './limits.ts';
import { links } from './links.ts';
import { noValue } from './no-value.ts';
import { oneScreen } from './one-screen.ts';
import { outside } from './outside.ts';
import { overrideProperties } from './override-properties.ts';
import { panelSchema } from './panel-schema.ts';
import { portable } from './portable.ts';
import { promqlParses } from './promql.ts';
import { querySchema } from './query-schema.ts';
import { recordedOnly } from './recorded-only.ts';
import { reducersAndMatchers } from './reducers-and-matchers.ts';
import { sameInBothLanguages } from './same-in-both-languages.ts';
import { stateWords } from './state-words.ts';
import { texts } from './texts.ts';
import { units } from './units.ts';
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
  units,
  colors,
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
