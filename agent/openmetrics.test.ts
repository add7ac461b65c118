import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { toOpenMetrics, wantsOpenMetrics } from './openmetrics.ts';

const prometheus242 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

for (const [accept, wants] of [
  [undefined, false],
  ['*/*', false],
  [prometheus242, false],
  ['application/openmetrics-text', true],
  ['application/openmetrics-text; version=1.0.0, text/plain;q=0', true],
  ['application/json', false],
] as const) {
  test(`Accept: ${accept?.slice(0, 60)} gets ${wants ? 'OpenMetrics' : 'text'}`, () => {
    assert.equal(wantsOpenMetrics(accept), wants);
  });
}

test('counters, untyped values, quotes and padding are rewritten', () => {
  const page = [
    '# HELP a_total Of "things".',
    '# TYPE a_total counter',
    'a_total{x="a  b"}                     3',
    '# HELP v Of /proc/vmstat.',
    '# TYPE v untyped',
    'v Nan',
    '',
  ].join('\n');

  assert.equal(
    toOpenMetrics(page),
    [
      '# HELP a Of \\"things\\".',
      '# TYPE a counter',
      'a_total{x="a  b"} 3',
      '# HELP v Of /proc/vmstat.',
      '# TYPE v unknown',
      'v NaN',
      '# EOF',
      '',
    ].join('\n'),
  );
});

test('the parser of Prometheus reads the page of this machine as OpenMetrics', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-om-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const live = execFileSync(process.execPath, ['agent/main.ts', 'once'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // promtool takes OpenMetrics with times only, and judges every other part of it too.
  const page = toOpenMetrics(live).replace(/^([^#].*)$/gm, '$1 1700000000');
  writeFileSync(join(folder, 'page.txt'), page);

  const said = execFileSync(
    'promtool',
    ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'page.txt'), join(folder, 'blocks')],
    { encoding: 'utf8' },
  );

  assert.match(said, /BLOCK ULID/);
});
