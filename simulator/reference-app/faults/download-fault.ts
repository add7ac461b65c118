import { z } from 'zod';
import { datasets } from '../../../catalog/labels.ts';
import { defineFault } from './fault.ts';

/** The nightly download of a dataset goes wrong, in one of four ways; the old version stays in use. */
export const downloadFault = defineFault({
  kind: 'download-fault',
  rows: [5, 7, 8],
  summary: 'spoil a download: dataset (redlist), result (failed, partial, checksum, deadline)',
  request: z.strictObject({
    dataset: z.enum(datasets).default('redlist'),
    result: z.enum(['failed', 'partial', 'checksum', 'deadline']).default('failed'),
  }),
  inject({ world: { bureau } }, { dataset, result }) {
    bureau.conditions.downloads.set(dataset, result);
    return {
      effect: `downloads of ${dataset} end as ${result}`,
      heal: () => void bureau.conditions.downloads.delete(dataset),
    };
  },
});
