import { absentHasFor } from './absent-has-for.ts';
import type { Check } from './check.ts';
import { equalLabels } from './equal-labels.ts';
import { failsOpen } from './fails-open.ts';
import { gatesPresent } from './gates-present.ts';
import { hasFor } from './has-for.ts';
import { hasRunbook } from './has-runbook.ts';
import { hasTests } from './has-tests.ts';
import { hasTexts } from './has-texts.ts';
import { knownSeries } from './known-series.ts';
import { noUtcCalendar } from './no-utc-calendar.ts';
import { noValueInLabels } from './no-value-in-labels.ts';
import { rateWindow } from './rate-window.ts';
import { recordOrder } from './record-order.ts';
import { sameLabels } from './same-labels.ts';
import { uniqueNames } from './unique-names.ts';
import { validPromql } from './valid-promql.ts';

/** Our own checks of the rules; promtool judges what they do not see. */
export const checks: readonly Check[] = [
  validPromql,
  knownSeries,
  uniqueNames,
  recordOrder,
  hasFor,
  absentHasFor,
  rateWindow,
  noUtcCalendar,
  failsOpen,
  noValueInLabels,
  sameLabels,
  equalLabels,
  gatesPresent,
  hasTexts,
  hasRunbook,
  hasTests,
];
