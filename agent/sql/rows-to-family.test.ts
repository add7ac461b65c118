import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsToFamily } from './rows-to-family.ts';
import { SqlQuerySettings } from './settings.ts';

const settings = SqlQuerySettings.parse({
  metric: 'site_trades',
  help: 'Trades by state.',
  query: 'SELECT state, n FROM t',
  value: 'n',
  labels: { state: ['3', '4'] },
});

test('rows become samples; values outside the closed list fall together', () => {
  const { samples } = rowsToFamily(settings, [
    { state: 4, n: '560' },
    { state: 3, n: 23n },
    { state: -3, n: 8 },
    { state: '110105199001011234', n: 1 },
  ]);

  assert.deepEqual(samples, [
    'site_trades{state="4"} 560',
    'site_trades{state="3"} 23',
    'site_trades{state="other"} 9',
  ]);
});

test('a row without a number is left out', () => {
  const rows = [null, '', 'many', Buffer.from('1')].map((n) => ({ state: 4, n }));

  assert.deepEqual(rowsToFamily(settings, rows).samples, []);
});

test('a column that is not there is told with those that are', () => {
  assert.throws(() => rowsToFamily(settings, [{ State: 4, n: 1 }]), {
    message: 'column state is not in the answer; it has State, n',
  });
});

for (const query of [
  'DELETE FROM t',
  'SELECT 1; DROP TABLE t',
  'UPDATE t SET n = 1',
  'EXEC sp_x',
]) {
  test(`${query} is refused by the configuration`, () => {
    assert.equal(SqlQuerySettings.safeParse({ ...settings, query }).success, false);
  });
}
