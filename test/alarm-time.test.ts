import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { type Route, routes } from '../alerting/routes.ts';
import { defaultSettings } from '../alerting/settings.ts';
import { prometheusConfig } from '../deploy/prometheus/config.ts';
import { Settings } from '../deploy/settings.ts';
import { timing } from '../exporter-rules/config.ts';
import { ruleGroups } from '../exporter-rules/groups.ts';
import { type AlertRule, isAlert } from '../exporter-rules/rule.ts';
import { parseDuration } from '../lib/duration.ts';

/** From the fault to "SMS accepted"; design, ruling 20. */
const allowed = parseDuration('180s');

/** What notifier and SMS gateway may need of it. */
const delivery = parseDuration('5s');

const rules = ruleGroups.flatMap(({ rules, interval }) =>
  rules.filter(isAlert).map((rule) => ({ rule, interval })),
);
/** What watches a state. Shares and ratios first need calls enough to mean something. */
const watchesState = ({ alert, labels }: AlertRule): boolean =>
  ['network', 'host', 'pair', 'service'].includes(labels.family ?? '') ||
  alert === 'SettlementServiceDown';

const urgent = rules.filter(
  ({ rule }) =>
    rule.labels.severity === 'critical' &&
    ['city', 'district', 'hospital', 'pair', 'server'].includes(rule.labels.scope ?? '') &&
    watchesState(rule),
);

test('Prometheus is configured with the times that the rules count on', () => {
  const { global } = parse(prometheusConfig(Settings.parse({})));

  assert.deepEqual(global, {
    scrape_interval: timing.scrapeInterval,
    scrape_timeout: timing.scrapeTimeout,
    evaluation_interval: timing.evaluationInterval,
  });
});

test('line, pair, server and settlement alarms are among those that must be quick', () => {
  assert.deepEqual(urgent.map(({ rule }) => rule.alert).sort(), [
    'CentreFaultCitywide',
    'CentreLineDown',
    'CentreLineDownDistrict',
    'CityLineDown',
    'DbUnavailable',
    'DistrictLineDown',
    'HospitalLineDown',
    'HostDown',
    'PairDown',
    'PairNoActive',
    'PairSplitBrain',
    'SettlementServiceDown',
  ]);
});

for (const { rule, interval } of urgent) {
  const route = routeOf(rule);
  const fired = untilFiring(rule, interval);

  test(`${rule.alert} reaches the notifier in time, ${fired / 1000} s at worst until it fires`, () => {
    assert.ok(fired + parseDuration(route.group_wait) + delivery <= allowed);
  });

  test(`${rule.alert} is in time also where its group has just spoken of another alarm`, () => {
    assert.ok(fired + parseDuration(route.group_interval) + delivery <= allowed);
  });
}

/**
 * The fault comes right after a scrape: the next one starts an interval later and takes its whole timeout,
 * the evaluation may just have passed, and `for` counts from the evaluation that saw it first.
 */
function untilFiring(rule: AlertRule, interval: string): number {
  const parts = [timing.scrapeInterval, timing.scrapeTimeout, interval, rule.for ?? '0s'];
  return parts.map(parseDuration).reduce((sum, part) => sum + part, 0);
}

/** The first child that matches, as Alertmanager chooses; what `amtool config routes test` cannot tell. */
function routeOf(rule: AlertRule): Route {
  const tree = routes(defaultSettings);
  const labels: Readonly<Record<string, string>> = { ...rule.labels, alertname: rule.alert };
  return (
    tree.routes?.find(({ matchers = [] }) => matchers.every((one) => holds(one, labels))) ?? tree
  );
}

function holds(matcher: string, labels: Readonly<Record<string, string>>): boolean {
  const [, label = '', operator = '', wanted = ''] =
    /^(\w+)(=~|!=|=)"(.*)"$/.exec(matcher) ?? assert.fail(`unknown matcher ${matcher}`);
  const value = labels[label] ?? '';
  if (operator === '=~') return new RegExp(`^(?:${wanted})$`).test(value);
  return (value === wanted) === (operator === '=');
}
