import type { PanelJson } from './board-json.ts';
import { panelCheck } from './check.ts';
import { facts, isColor, isUnit } from './grafana-facts.ts';

export const knownUnits = panelCheck(
  'units',
  'A unit that Grafana does not know: it would stand behind the number as it is.',
  function* (panel) {
    const overridden = propertiesOf(panel).filter(({ id }) => id === 'unit');
    const units = [panel.fieldConfig?.defaults?.unit, ...overridden.map(({ value }) => value)];
    for (const unit of units) {
      if (unit !== undefined && !isUnit(String(unit))) yield `unknown unit ${unit}`;
    }
  },
);

export const knownColors = panelCheck(
  'colors',
  'A color that is neither a name of the theme nor a code: Grafana would draw gray.',
  function* ({ fieldConfig, options }) {
    for (const color of colorsIn({ fieldConfig, options })) {
      if (!isColor(color)) yield `unknown color ${color}`;
    }
  },
);

export const reducersAndMatchers = panelCheck(
  'reducers-and-matchers',
  'A reducer or a matcher that Grafana does not know.',
  function* ({ options, fieldConfig }) {
    const calcs = [options?.reduceOptions?.calcs ?? [], options?.legend?.calcs ?? []].flat();
    for (const calc of calcs) {
      if (!facts.reducers.includes(calc)) yield `unknown reducer ${calc}`;
    }
    for (const { matcher } of fieldConfig?.overrides ?? []) {
      if (!facts.matchers.includes(matcher?.id ?? '')) yield `unknown matcher ${matcher?.id}`;
    }
  },
);

function propertiesOf({ fieldConfig }: PanelJson) {
  return (fieldConfig?.overrides ?? []).flatMap(({ properties = [] }) => properties);
}

function colorsIn(node: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(node, (key, value: unknown) => {
    const isColorKey = key === 'color' || key === 'fixedColor';
    if (isColorKey && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}
