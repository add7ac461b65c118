import { panelCheck } from './check.ts';
import { panelTypes } from './panel-types.ts';
import { keysOf } from './schema-files.ts';

const fieldProperties = [
  ...['unit', 'min', 'max', 'decimals', 'displayName', 'description', 'noValue'],
  ...['color', 'thresholds', 'mappings', 'links', 'filterable'],
];

export const overrideProperties = panelCheck(
  'override-properties',
  'An override of a property that fields do not have.',
  function* ({ type = '', fieldConfig }) {
    const custom = keysOf(`grafana-10.4/${panelTypes[type]}.FieldConfig`) ?? new Set();
    for (const { properties = [] } of fieldConfig?.overrides ?? []) {
      for (const { id = '' } of properties) {
        const [head = '', key = ''] = id.split('.');
        const isKnown = head === 'custom' ? custom.has(key) : fieldProperties.includes(id);
        if (!isKnown) yield `fields have no property ${id}`;
      }
    }
  },
);
