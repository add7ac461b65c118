import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { systemClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config.ts';
import { silentLog } from '../../lib/json-log.ts';
import { LogSource } from './log-source.ts';
import { LogSettings } from './settings.ts';

function scene(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-source-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'a.log');
  const settings = parseConfig(
    LogSettings,
    'agent.yml',
    `
name: settle
files: ["${file}"]
metrics:
  - name: site_calls_total
    help: Calls by method.
    match: '\\[(?<method>\\w+)\\] 耗时'
    labels: { method: [Trade, Divide] }
  - name: site_call_seconds
    help: Duration of calls.
    match: '耗时:(?<value>\\d+)毫秒'
    scale: 0.001
    buckets: [0.5, 1]
`,
  );
  const start = (): LogSource =>
    new LogSource(settings, { clock: systemClock, log: silentLog, stateDir: folder });
  return { folder, file, start };
}

const look = async (source: LogSource): Promise<readonly string[]> => {
  await source.task().run(new AbortController().signal);
  return source.file().families.flatMap(({ samples }) => samples);
};

const line = (method: string, ms: number): string =>
  `2024-05-13 09:12:43 [社保接口] [${method}] 耗时:${ms}毫秒 <personname>测试</personname>\n`;

describe('metrics of a log', () => {
  test('are counters with closed labels and histograms', async (t) => {
    const { file, start } = scene(t);
    writeFileSync(file, 'old\n');
    const source = start();
    t.after(() => source.close());
    await look(source);
    appendFileSync(file, line('Trade', 400) + line('Trade', 700) + line('Trick', 5000));

    const samples = await look(source);

    assert.deepEqual(samples, [
      'site_calls_total{method="Trade"} 2',
      'site_calls_total{method="other"} 1',
      'site_call_seconds_bucket{le="0.5"} 1',
      'site_call_seconds_bucket{le="1"} 2',
      'site_call_seconds_bucket{le="+Inf"} 3',
      'site_call_seconds_sum 6.1',
      'site_call_seconds_count 3',
    ]);
  });

  test('go on after a restart without losing or doubling a line', async (t) => {
    const { file, start } = scene(t);
    writeFileSync(file, '');
    const first = start();
    await look(first);
    appendFileSync(file, line('Trade', 1));
    await look(first);
    first.close();
    appendFileSync(file, line('Trade', 1));
    const second = start();
    t.after(() => second.close());

    const samples = await look(second);

    assert.equal(samples[0], 'site_calls_total{method="Trade"} 2');
  });

  test('a crash after the last save reads the same lines again and counts them once', async (t) => {
    const { file, folder, start } = scene(t);
    writeFileSync(file, '');
    const first = start();
    await look(first);
    first.save();
    appendFileSync(file, line('Trade', 1));
    await look(first); // never saved: the process is gone
    const second = start();
    t.after(() => second.close());

    assert.equal((await look(second))[0], 'site_calls_total{method="Trade"} 1');
    assert.doesNotMatch(readFileSync(join(folder, 'logs/settle.json'), 'utf8'), /测试|personname/);
  });

  test('are not told before the end of a backlog is reached', async (t) => {
    const { start } = scene(t);
    const source = start();
    t.after(() => source.close());

    assert.deepEqual(source.file().families, []);
  });

  test('a bad state file is told and begins anew', async (t) => {
    const { folder, file, start } = scene(t);
    writeFileSync(file, line('Trade', 1));
    start().save();
    writeFileSync(join(folder, 'logs/settle.json'), '{"tails":');
    const source = start();
    t.after(() => source.close());

    assert.ok(!(await look(source)).some((each) => each.startsWith('site_calls_total')));
  });

  for (const [what, yaml, expected] of [
    [
      'a label without a group',
      'name: a_total\nhelp: A.\nmatch: x\nlabels: { m: [a] }',
      /group \(\?<m>/,
    ],
    [
      'a histogram without a value',
      'name: a\nhelp: A.\nmatch: x\nbuckets: [1]',
      /needs a group \(\?<value>/,
    ],
    ['a counter without _total', 'name: a\nhelp: A.\nmatch: x', /ends with _total/],
    ['a pattern that is none', 'name: a_total\nhelp: A.\nmatch: "("', /regular expression/],
    ['bounds that fall', 'name: a\nhelp: A.\nmatch: "(?<value>1)"\nbuckets: [2, 1]', /rising/],
  ] as const) {
    test(`${what} is refused`, () => {
      const indented = yaml.replaceAll('\n', '\n    ');
      assert.throws(
        () =>
          parseConfig(LogSettings, 'a.yml', `name: x\nfiles: [/x]\nmetrics:\n  - ${indented}\n`),
        expected,
      );
    });
  }
});
