import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promql } from '../../catalog/promql.ts';
import { record } from '../rule.ts';
import { alertOn, bookOf } from './example-book.ts';
import { knownSeries } from './known-series.ts';

const rows: readonly (readonly [what: string, query: string, message: string])[] = [
  ['a metric nobody exports', 'yibao_unheard > 1', 'expected a known series, got yibao_unheard'],
  [
    'a label the metric does not have',
    'yibao_component_up{queue="trade"} == 0',
    'expected a label of yibao_component_up, got queue',
  ],
  [
    'a target label where the job has none',
    'yibao_hospital_open{server="a"} == 0',
    'expected a label of yibao_hospital_open, got server',
  ],
  [
    'a value outside its closed list',
    'yibao_txn_mode_total{job="node",mode=~"online|by_hand"} > 0',
    'expected mode of yibao_txn_mode_total to be one of online, offline, got by_hand',
  ],
];

for (const [what, query, message] of rows) {
  test(`${what} is refused`, () => {
    const problems = knownSeries.check(bookOf([alertOn(query)]));

    assert.deepEqual(problems, [{ rule: 'Example (warning)', message }]);
  });
}

test('metrics, buckets, target labels of the job, ALERTS and recorded series are known', () => {
  const recorded = record('a:b:c', 'Help.', promql`vector(1)`);
  const queries = [
    'up{job="node",district="110105"} == 0',
    'rate(yibao_txn_duration_seconds_bucket{job="node",le="1",txn="trade"}[5m])',
    'ALERTS{priority="P1",hospital!=""}',
    'a:b:c > 0',
  ];

  const problems = knownSeries.check(bookOf([recorded, ...queries.map((query) => alertOn(query))]));

  assert.deepEqual(problems, []);
});
