import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allMetrics } from '../../catalog/index.ts';
import {
  isCollectedOnLinux,
  isOffByDefault,
  nodeMetricRows,
} from '../../test/support/node-metrics.ts';
import { selfMetrics } from '../self-section.ts';
import { collectors } from './index.ts';

const rows = nodeMetricRows();
const catalog = new Map(allMetrics.map((metric) => [metric.name, metric]));

/** Rows that the contract itself leaves out, with its reason. */
const leftOut: Readonly<Record<string, string>> = {
  node_kernel_hung_tasks: 'public boards ask for it, node_exporter calls it ..._total',
};

describe('the contract of host metrics, node-metrics.tsv', () => {
  test('has its rows in the catalog, with type and labels', () => {
    assert.ok(rows.length > 250, `found only ${rows.length} rows`);
    const different = rows
      .filter(({ name }) => leftOut[name] === undefined)
      .filter(({ name, type, labels }) => {
        const metric = catalog.get(name);
        return metric?.kind !== type || metric.labels.join() !== labels.join();
      });

    assert.deepEqual(
      different.map(({ name }) => name),
      [],
    );
  });

  test('is kept by the collectors of Linux, on and off by default as it says', () => {
    const declared = (isOn: boolean) =>
      new Set(
        collectors
          .filter(({ os, byDefault }) => os.includes('linux') && byDefault === isOn)
          .flatMap(({ metrics }) => metrics.map(({ name }) => name)),
      );
    const on = declared(true).union(new Set(selfMetrics.map(({ name }) => name)));
    const off = declared(false);

    const missing = rows
      .filter(isCollectedOnLinux)
      .filter((row) => !(isOffByDefault(row) ? off : on).has(row.name));

    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    );
  });
});
