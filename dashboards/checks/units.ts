import type { PanelJson } from './board-json.ts';
import { panelCheck } from './check.ts';
import { isUnit } from './grafana-facts.ts';

export const units = panelCheck(
  'units',
  'A unit that Grafana does not know: it would stand behind the number as it is.',
  function* (panel) {
    const overridden = propertiesOf(panel).filter(({ id }) => id === 'unit');
    const found = [panel.fieldConfig?.defaults?.unit, ...overridden.map(({ value }) => value)];
    for (const unit of found) {
      if (unit !== undefined && !isUnit(String(unit))) yield `unknown unit ${unit}`;
    }
  },
);

function propertiesOf({ fieldConfig }: PanelJson) {
  return (fieldConfig?.overrides ?? []).flatMap(({ properties = [] }) => properties);
}
