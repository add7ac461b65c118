import { inventoryServerInfo, proxyRequests, registryAge } from '../../catalog/center.ts';
import { channelUp, outboxOldestAge, watchdogLastSeen } from '../../catalog/notifier.ts';
import {
  alertmanagerNotificationsFailed,
  ruleEvaluationFailures,
  ruleGroupDuration,
  samplesAppended,
  up,
} from '../../catalog/prometheus.ts';
import { promql } from '../../catalog/promql.ts';
import { series } from '../../exporter-rules/recording/index.ts';

const { boards, topology } = series;

export const agents = promql`avg(${topology.agentUp})`;
/** By the registry, not by targets: a server that never answered has no target that says so. */
export const unobserved = promql`
  count(${inventoryServerInfo} unless on (server) (${topology.agentUp} == 1))
  or
  0 * count(${inventoryServerInfo})`;
export const dataAge = promql`${boards.cityDataAge}`;
export const watchdog = promql`time() - max(${watchdogLastSeen})`;
export const outbox = promql`max(${outboxOldestAge})`;
export const registry = promql`max(${registryAge})`;
export const programs = promql`min by (job) (${up}{job!~"node|probe-.*"})`;
export const channels = promql`min by (channel) (${channelUp})`;
export const samples = promql`sum(rate(${samplesAppended}[$__rate_interval]))`;
export const rules = promql`
  label_replace(max by (rule_group) (${ruleGroupDuration}), "group", "$1", "rule_group", ".*;(.+)")`;
export const ruleFailures = promql`3600 * sum(rate(${ruleEvaluationFailures}[$__rate_interval]))`;
export const notificationFailures = promql`3600 * sum(rate(${alertmanagerNotificationsFailed}[$__rate_interval]))`;
export const queries = promql`sum by (outcome) (rate(${proxyRequests}[$__rate_interval]))`;
