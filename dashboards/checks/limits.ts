import { limits } from '../limits.ts';
import type { PanelJson, ThresholdsJson } from './board-json.ts';
import { panelCheck } from './check.ts';

const known = new Set(
  Object.values(limits).flatMap((one) => [
    'warning' in one ? one.warning : undefined,
    'critical' in one ? one.critical : undefined,
  ]),
);

export const limitsFromConfig = panelCheck(
  'limits',
  'A threshold that is not a limit of an alarm: board and message would contradict each other.',
  function* (panel) {
    for (const { mode, steps = [] } of thresholdsOf(panel)) {
      const scale = mode === 'percentage' ? 100 : 1;
      for (const { value } of steps) {
        if (typeof value !== 'number') continue;
        if (!known.has(Math.round((value / scale) * 10_000) / 10_000)) {
          yield `${value} is no limit of dashboards/limits.ts`;
        }
      }
    }
  },
);

function thresholdsOf({ fieldConfig }: PanelJson): ThresholdsJson[] {
  const overrides = (fieldConfig?.overrides ?? []).flatMap(({ properties = [] }) => properties);
  const overridden = overrides.filter(({ id }) => id === 'thresholds').map(({ value }) => value);
  return [fieldConfig?.defaults?.thresholds, ...overridden].filter(isThresholds);
}

function isThresholds(value: unknown): value is ThresholdsJson {
  return typeof value === 'object' && value !== null && 'steps' in value;
}
