import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { routes } from '../alerting/routes.ts';
import { defaultSettings } from '../alerting/settings.ts';
import { ruleGroups } from '../exporter-rules/groups.ts';
import { isAlert } from '../exporter-rules/rule.ts';

const config = 'alerting/generated/alertmanager.yml';

test('amtool is installed: it is the judge of routes (package prometheus-alertmanager)', () => {
  assert.equal(spawnSync('amtool', ['--version']).error, undefined);
});

test('Alertmanager 0.25 accepts its configuration', () => {
  const answer = amtool('check-config', config);

  assert.match(answer, /SUCCESS/);
});

/** Receiver by amtool, and the place of the route that takes the alert. */
const roads: readonly (readonly [labels: string, receiver: string])[] = [
  ['alertname=Watchdog severity=none scope=meta family=meta', 'deadman'],
  ['alertname=NotifierDown severity=critical scope=meta bypass=yes', 'bypass-mail'],
  ['alertname=CityLineDown severity=critical scope=city family=network', 'notifier'],
  ['alertname=DistrictLineDown severity=critical scope=district district=110105', 'notifier'],
  ['alertname=HospitalLineDown severity=critical scope=hospital hospital=99010001', 'notifier'],
  ['alertname=ErrorBudgetBurn severity=warning scope=district district=110105', 'notifier'],
  ['alertname=HostDown severity=warning scope=server hospital=99010001', 'notifier'],
  ['alertname=LineSaturated severity=info scope=hospital hospital=99010001', 'notifier-digest'],
  ['alertname=Anything severity=info scope=city', 'notifier-digest'],
];

for (const [labels, receiver] of roads) {
  test(`an alert with ${labels} goes to ${receiver}`, () => {
    assert.equal(receiverOf(labels.split(' ')), receiver);
  });
}

test('every alert of ours finds a receiver, and every receiver exists', () => {
  const used = new Set<string>();
  for (const rule of ruleGroups.flatMap((group) => group.rules).filter(isAlert)) {
    const labels = Object.entries({ ...rule.labels, part: 'x', alertname: rule.alert });
    const pairs = labels.map(([name, value]) => `${name}=${value}`);
    used.add(receiverOf(pairs));
  }

  assert.deepEqual([...used].sort(), ['bypass-mail', 'deadman', 'notifier', 'notifier-digest']);
});

test('no route continues: an alert would be told twice', () => {
  const tree = JSON.stringify(routes(defaultSettings));

  assert.doesNotMatch(tree, /continue/);
});

function receiverOf(labels: readonly string[]): string {
  return amtool('config', 'routes', 'test', `--config.file=${config}`, ...labels).trim();
}

/** Its warnings stay in the error, if there is one: a personal amtool.yml makes it talk. */
function amtool(...args: readonly string[]): string {
  return execFileSync('amtool', args, { encoding: 'utf8', stdio: 'pipe' });
}
