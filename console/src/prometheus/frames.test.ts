import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Series, seriesOf } from './answer.ts';
import { bucketFrame, seriesFrame, tableFrame } from './frames.ts';

const grid = { fromSeconds: 0, toSeconds: 60, stepSeconds: 15 };

describe('a series over time', () => {
  test('counts in milliseconds and knows its step', () => {
    const [series] = seriesOf({
      resultType: 'matrix',
      result: [
        {
          metric: { district: '110105' },
          values: [
            [0, '1'],
            [15, '2.5'],
          ],
        },
      ],
    });

    const frame = seriesFrame({ refId: 'A', name: '朝阳', series: series!, grid });

    assert.deepEqual(frame.fields[0]?.values, [0, 15_000]);
    assert.equal(frame.fields[0]?.config.interval, 15_000);
    assert.deepEqual(frame.fields[1]?.values, [1, 2.5]);
    assert.equal(frame.fields[1]?.config.displayNameFromDS, '朝阳');
  });

  test('keeps a gap open: no line across missing samples', () => {
    const series = {
      metric: {},
      values: [
        [0, '1'],
        [15, '1'],
        [60, '1'],
      ] as const,
    };

    const frame = seriesFrame({ refId: 'A', name: '', series, grid });

    assert.deepEqual(frame.fields[0]?.values, [0, 15_000, 30_000, 60_000]);
    assert.deepEqual(frame.fields[1]?.values, [1, 1, null, 1]);
  });

  test('reads the infinities of Prometheus; NaN is a gap, or the plot has no scale', () => {
    const series = {
      metric: {},
      values: [
        [0, '+Inf'],
        [15, '-Inf'],
        [30, 'NaN'],
      ] as const,
    };

    const frame = seriesFrame({ refId: 'A', name: '', series, grid });

    assert.deepEqual(frame.fields[1]?.values, [Infinity, -Infinity, null]);
  });
});

describe('a table', () => {
  const list: Series[] = [
    { metric: { hospital: '1', district: 'x' }, values: [[5, '7']] as const },
    { metric: { hospital: '2' }, values: [[5, '8']] as const },
  ];

  test('has a row a sample and a column a label, in alphabetic order', () => {
    const frame = tableFrame({ refId: 'A', list, isOneOfSeveral: false });

    assert.deepEqual(
      frame.fields.map(({ name, values }) => [name, values]),
      [
        ['Time', [5000, 5000]],
        ['district', ['x', '']],
        ['hospital', ['1', '2']],
        ['Value', [7, 8]],
      ],
    );
  });

  test('names the value by its query when there are several, so that they can be joined', () => {
    const frame = tableFrame({ refId: 'B', list, isOneOfSeveral: true });

    assert.equal(frame.fields.at(-1)?.name, 'Value #B');
  });

  test('of an empty answer has no rows and does not fail', () => {
    const frame = tableFrame({ refId: 'A', list: [], isOneOfSeveral: false });

    assert.deepEqual(
      frame.fields.map(({ values }) => values.length),
      [0, 0],
    );
  });
});

describe('a histogram', () => {
  test('turns cumulative buckets into counts, sorted by bound, with missing moments left empty', () => {
    const list = [
      {
        metric: { le: '+Inf' },
        values: [
          [0, '10'],
          [15, '12'],
        ] as const,
      },
      {
        metric: { le: '0.5' },
        values: [
          [0, '4'],
          [15, '5'],
        ] as const,
      },
      {
        metric: { le: '1' },
        values: [
          [0, '9'],
          [15, '9'],
        ] as const,
      },
    ];

    const frame = bucketFrame({ refId: 'A', list, grid: { ...grid, toSeconds: 30 } });

    assert.deepEqual(
      frame.fields.slice(1).map(({ name, values }) => [name, values]),
      [
        ['0.5', [4, 5, null]],
        ['1', [5, 4, null]],
        ['+Inf', [1, 3, null]],
      ],
    );
  });

  test('never counts below zero when a scrape falls between the buckets', () => {
    const list = [
      { metric: { le: '1' }, values: [[0, '5']] as const },
      { metric: { le: '2' }, values: [[0, '4']] as const },
    ];

    const frame = bucketFrame({ refId: 'A', list, grid });

    assert.equal(frame.fields[2]?.values[0], 0);
  });
});

describe('an answer of Prometheus', () => {
  test('an instant vector and a scalar become series of one sample', () => {
    assert.deepEqual(
      seriesOf({ resultType: 'vector', result: [{ metric: { a: '1' }, value: [1, '2'] }] }),
      [{ metric: { a: '1' }, values: [[1, '2']] }],
    );
    assert.deepEqual(seriesOf({ resultType: 'scalar', result: [1, '2'] }), [
      { metric: {}, values: [[1, '2']] },
    ]);
  });

  test('of an unknown kind is refused with what was seen', () => {
    assert.throws(() => seriesOf({ resultType: 'string', result: [] }), /got "string"/);
  });
});
