import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { counter, gauge } from '../catalog/metric.ts';
import { Page } from './exposition.ts';
import type { DropReason, Limits } from './layout.ts';
import { Section } from './section.ts';

const load = gauge('node_load1', 'Load.');
const bytes = counter('node_x_bytes_total', 'Bytes.', 'device');
const seconds = counter('node_x_seconds_total', 'Seconds.', 'device', 'mode');
const facts = gauge('node_x_info', 'Facts.', 'a', 'b', 'c', 'd', 'e');
const metrics = [load, bytes, seconds, facts];
const unlimited: Limits = { maxSeries: 1000, maxLabelBytes: 256, onDropped: () => {} };

function fill(section: Section, run: () => void): string {
  section.begin();
  run();
  section.end();
  return text(section);
}

function text(section: Section): string {
  return new Page().join([section], '').toString().replaceAll(/ +/g, ' ');
}

describe('a section of the page', () => {
  test('groups families in declared order, however they are emitted', () => {
    const section = new Section(metrics, unlimited);

    const page = fill(section, () => {
      for (const device of ['sda', 'sdb']) {
        section.emit(seconds, 0.25, device, 'read');
        section.emit(bytes, 512, device);
      }
      section.emit(load, 1.5);
    });

    assert.equal(
      page,
      [
        '# HELP node_load1 Load.',
        '# TYPE node_load1 gauge',
        'node_load1 1.5',
        '# HELP node_x_bytes_total Bytes.',
        '# TYPE node_x_bytes_total counter',
        'node_x_bytes_total{device="sda"} 512',
        'node_x_bytes_total{device="sdb"} 512',
        '# HELP node_x_seconds_total Seconds.',
        '# TYPE node_x_seconds_total counter',
        'node_x_seconds_total{device="sda",mode="read"} 0.25',
        'node_x_seconds_total{device="sdb",mode="read"} 0.25',
        '',
      ].join('\n'),
    );
  });

  test('keeps its layout while only numbers change, and leaves no digits behind', () => {
    const section = new Section(metrics, unlimited);
    for (const value of [123_456.75, Number.NaN, 7, 0, 99, 0.000001]) {
      const page = fill(section, () => section.emit(bytes, value, 'sda'));

      assert.match(page, new RegExp(`\\{device="sda"\\} ${value}\n`));
    }

    assert.equal(section.rebuilds, 1);
  });

  test('gives a number that has outgrown its field a larger one, for good', () => {
    const section = new Section(metrics, unlimited);
    const values = [1, 9_007_199_254_740_991, 1 / 3, 0, Number.NEGATIVE_INFINITY, 1.5e300];
    for (const value of [...values, ...values]) {
      const page = fill(section, () => {
        section.emit(load, value);
        section.emit(bytes, 7, 'sda');
      });

      const shown = String(value).replace('Infinity', 'Inf');
      assert.ok(page.includes(`node_load1 ${shown}\n`), page);
      assert.match(page, /\{device="sda"\} 7\n/);
    }

    assert.equal(section.rebuilds, 2);
  });

  test('is laid out anew when a device appears, goes, or changes places', () => {
    const section = new Section(metrics, unlimited);
    for (const devices of [['a', 'b'], ['a', 'b', 'c'], ['b', 'c'], ['c', 'b'], []]) {
      const page = fill(section, () => {
        for (const [index, device] of devices.entries()) section.emit(bytes, index, device);
      });

      const seen = [...page.matchAll(/device="(\w)"\} (\d)/g)].map(([, device, value]) => [
        device,
        Number(value),
      ]);
      assert.deepEqual(
        seen,
        devices.map((device, index) => [device, index]),
      );
    }

    assert.equal(section.rebuilds, 5);
  });

  test('keeps the numbers of this run when a stray sample makes it lay out anew', () => {
    const section = new Section(metrics, unlimited);
    fill(section, () => {
      section.emit(load, 1);
      section.emit(bytes, 1, 'sda');
    });

    const page = fill(section, () => {
      section.emit(load, 2);
      section.emit(bytes, 3, 'sdb');
    });

    assert.match(page, /node_load1 2\n/);
    assert.match(page, /device="sdb"\} 3\n/);
    assert.doesNotMatch(page, /sda/);
  });

  test('writes facts by their labels, leaves empty ones out and escapes the rest', () => {
    const section = new Section(metrics, unlimited);
    const labels = ['以太网', 'a"b', 'c\\d', 'e\nf', ''] as const;

    const page = fill(section, () => section.emit.info(facts, labels));
    const again = fill(section, () => section.emit.info(facts, [...labels]));

    assert.match(page, /node_x_info\{a="以太网",b="a\\"b",c="c\\\\d",d="e\\nf"\} 1\n/);
    assert.equal(again, page);
    assert.equal(section.rebuilds, 1);
  });

  test('shows nothing after a failure, and all again after the next good run', () => {
    const section = new Section(metrics, unlimited);
    fill(section, () => section.emit(load, 1));

    section.begin();
    section.emit(load, 2);
    section.hide();

    assert.equal(text(section), '');
    assert.match(
      fill(section, () => section.emit(load, 3)),
      /node_load1 3\n/,
    );
  });

  test('takes nothing from a collector that was given up', () => {
    const section = new Section(metrics, unlimited);
    section.begin();
    section.defer();
    section.hide();

    section.emit(load, 2);

    assert.equal(text(section), '');
  });

  test('does not touch the page while an asynchronous collector is half done', () => {
    const section = new Section(metrics, unlimited);
    fill(section, () => section.emit(load, 1));

    section.begin();
    section.defer();
    section.emit(load, 2);
    const meanwhile = text(section);
    section.end();

    assert.match(meanwhile, /node_load1 1\n/);
    assert.match(text(section), /node_load1 2\n/);
    assert.equal(section.rebuilds, 1);
  });

  test('refuses the same series twice, a foreign metric and missing labels', () => {
    const twice = (run: (section: Section) => void) => () => {
      const section = new Section([bytes], unlimited);
      fill(section, () => run(section));
    };

    assert.throws(
      twice(({ emit }) => {
        emit(bytes, 1, 'a');
        emit(bytes, 2, 'a');
      }),
      /node_x_bytes_total\{device="a"\}: emitted twice/,
    );
    assert.throws(
      twice(({ emit }) => emit(load, 1)),
      /node_load1: not declared/,
    );
    assert.throws(
      // @ts-expect-error the compiler refuses it too
      twice(({ emit }) => emit(bytes, 1)),
      /expected labels device, got 0/,
    );
  });

  test('leaves a family over a limit out whole, and says so', () => {
    const dropped: [string, DropReason, number][] = [];
    const section = new Section(metrics, {
      maxSeries: 2,
      maxLabelBytes: 8,
      onDropped: ({ name }, reason, samples) => dropped.push([name, reason, samples]),
    });

    const run = () => {
      section.emit(load, 1);
      section.emit(bytes, 1, 'a');
      section.emit(bytes, 2, 'b');
      section.emit(seconds, 3, 'far too long', 'x');
    };
    fill(section, run);
    const page = fill(section, run);

    assert.match(page, /^# HELP node_load1 Load.\n# TYPE node_load1 gauge\nnode_load1 1\n$/);
    assert.deepEqual(dropped, [
      ['node_x_bytes_total', 'series', 2],
      ['node_x_seconds_total', 'label_length', 1],
    ]);
  });
});
