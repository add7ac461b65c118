import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { measured, worded } from '../panels/look.ts';
import { tableOf } from '../panels/table.ts';
import { bars, trend } from '../panels/trend.ts';
import * as ask from '../queries/hospital.ts';
import { columns } from '../texts/columns.ts';
import { hospital as text } from '../texts/hospital.ts';
import { lines } from '../theme.ts';
import { unit } from '../units.ts';
import * as words from '../vocabulary.ts';

export const queue = bars({
  text: text.queue,
  unit: unit.manyCount,
  query: ask.uploadQueue,
  name: '{{queue}}',
  names: words.queues,
});

export const oldest = trend({
  text: text.uploadAge,
  unit: unit.seconds,
  curves: [{ query: ask.uploadAge, name: same('{{queue}}') }],
  names: words.queues,
  limits: limits.uploadAgeSeconds,
});

export const inDoubt = trend({
  text: text.indoubt,
  unit: unit.count,
  curves: [{ query: ask.inDoubt, name: text.indoubt.title, color: lines[1] }],
  limits: limits.indoubtTrades,
});

export const datasets = tableOf({
  text: text.datasets,
  queries: [ask.datasetVersions, ask.datasetAge, ask.downloadAge, ask.rowsLoaded],
  joinBy: 'dataset',
  sortBy: [{ field: 'Value #C', desc: true }],
  columns: [
    { field: 'dataset', title: columns.dataset, look: worded(words.datasetWords) },
    { field: 'version', title: columns.version },
    {
      field: 'Value #B',
      title: columns.made,
      // No limit: catalogs are monthly, only the red list is daily.
      look: measured({ unit: unit.hours, decimals: 1 }),
    },
    {
      field: 'Value #C',
      title: columns.downloaded,
      look: measured({ unit: unit.hours, decimals: 1, limits: limits.downloadAgeHours }),
    },
    { field: 'Value #D', title: columns.rows, look: measured({ unit: unit.manyCount }) },
  ],
});
