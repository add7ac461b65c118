import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { facts, isColor, isUnit } from './grafana-facts.ts';

test('units of Grafana and words of ours are units, all else is not', () => {
  for (const unit of ['s', 'percentunit', 'dateTimeFromNow', 'suffix: 笔/秒'])
    assert.ok(isUnit(unit));
  for (const unit of ['secs', 'reqs', 'suffix:']) assert.ok(!isUnit(unit), unit);
});

test('names of the theme and codes are colors, all else is not', () => {
  for (const color of ['text', 'blue', 'rgb(44, 62, 94)', '#aabbcc']) assert.ok(isColor(color));
  for (const color of ['redd', 'rgb(red)', '#xyz']) assert.ok(!isColor(color), color);
});

test('the names are those of the version that the console draws with', () => {
  const manifest = JSON.parse(readFileSync('console/package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };

  assert.equal(facts.version, manifest.dependencies['@grafana/data'], 'see schemas/README.md');
});
