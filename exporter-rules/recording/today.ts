import { promql } from '../../catalog/promql.ts';
import { boards } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';
import { citySettle } from './settlement.ts';

/** Day number in local time of the minute that ends now; of its middle, so that midnight is no edge. */
const day = `floor(vector((time() + ${boards.zoneOffsetSeconds} - 30) / ${boards.daySeconds}))`;

// The last 24 hours touch two local days, d-1 and d. The sum of rate × (day - (d-1)) counts the minutes
// of day d once and those of day d-1 not at all; PromQL has no range that begins at midnight.
export const citySettledToday = record(
  'city:settled_today:count',
  'Committed settlements of the city since local midnight, as far as samples go back.',
  promql`
    round(clamp_min(
      60 * (
        sum_over_time((${citySettle} * ${day})[1d:1m])
        -
        (${day} - 1) * sum_over_time(${citySettle}[1d:1m])
      ),
      0
    ))`,
);

export const todayRecords: readonly RecordingRule[] = [citySettledToday];
