import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topology } from '../catalog/topology.ts';
import { inhibitions } from './inhibitions.ts';

test('every row of the topology is a rule of inhibition', () => {
  const sources = inhibitions.map(({ source_matchers: [first] }) => first);

  for (const { parent } of topology) assert.ok(sources.includes(`alertname="${parent}"`), parent);
});

test('no alert mutes itself: one hospital would silence another', () => {
  for (const { source_matchers, target_matchers } of inhibitions) {
    const name = source_matchers.find((matcher) => matcher.startsWith('alertname='));
    if (name === undefined) continue; // by severity: the target has another one
    const excludes = target_matchers.includes(name.replace('=', '!='));
    const namesOthers = target_matchers.some(
      (matcher) =>
        /^alertname=~?"/.test(matcher) && !namesIn(matcher).includes(namesIn(name)[0] ?? ''),
    );
    assert.ok(excludes || namesOthers, name);
  }
});

test('nothing mutes an alert about the monitoring itself', () => {
  for (const { target_matchers } of inhibitions) {
    const scopes = target_matchers.find((matcher) => matcher.startsWith('scope'));
    assert.doesNotMatch(scopes ?? '', /meta/);
  }
});

/** Whole names: one alert's may begin like another's. */
function namesIn(matcher: string): readonly string[] {
  return (/"(.*)"/.exec(matcher)?.[1] ?? '').split('|');
}
