import {
  exhaustionProbability,
  exhaustionSeconds,
  forecastInfo,
  forecastLastSuccess,
  forecastOutcomesTotal,
  forecastTargets,
} from '../../catalog/forecast.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';
import { series } from '../../exporter-rules/recording/index.ts';

/** Zero only while the forecaster speaks: when it is away, nobody knows. */
export const likelyWithin = (horizon: string) => promql`
  count(${exhaustionProbability}{horizon="${horizon}"} > 0.5)
  or
  0 * sum(${forecastTargets})`;

export const roundAge = promql`time() - max(${forecastLastSuccess})`;
export const targets = promql`sum by (state) (${forecastTargets})`;
export const outcomes = promql`sum by (outcome) (increase(${forecastOutcomesTotal}[$__range]))`;

/** A target has three names; joined by one. */
const keyed = (query: PromQL) =>
  promql`label_join(${query}, "key", " ", "server", "resource", "target")`;
const hours = (quantile: string) =>
  promql`${exhaustionSeconds}{quantile="${quantile}"} / 3600 < Inf`;

const soonest = promql`bottomk(50, ${exhaustionSeconds}{quantile="0.5"} < Inf) / 3600`;
/** Hours to the likely end, with reason and all names. */
export const medians = keyed(promql`
  ${soonest}
  * on (server, resource, target) group_left (reason)
  ${forecastInfo}`);
/** Columns beside carry no label but the key, so that joining never renames a column. */
export const earliest = promql`max by (key) (${keyed(hours('0.1'))})`;
export const latest = promql`max by (key) (${keyed(hours('0.9'))})`;
export const probabilities = promql`max by (key) (${keyed(promql`${exhaustionProbability}{horizon="72h"}`)})`;

export const fullest = promql`topk(20, ${series.storage.fsUsedRatio})`;
