import { type Check, nameOf, panelsOf } from './check.ts';
import { seriesIn } from './promql-tree.ts';

/** Boards of the whole city. */
const cityBoards = [
  'yibao-wallboard',
  'yibao-district',
  'yibao-alarms',
  'yibao-upload',
  'yibao-forecast',
];

/** Alarms, names that the center exports once for each hospital, our own programs: not samples of the fleet. */
const cheap =
  /^(ALERTS|ALERTS_FOR_STATE|yibao_(hospital|district)_info|yibao_notifier_.*|yibao_forecast_.*|alertmanager_.*)$/;

export const recordedOnly: Check = {
  id: 'recorded-only',
  refuses:
    'Raw series of the fleet on a board of the city: ten walls would ask 2,105 servers’ worth of samples.',
  *check({ name, board }) {
    if (!cityBoards.includes(name)) return;
    for (const panel of panelsOf(board)) {
      for (const { expr = '' } of panel.targets ?? []) {
        const raw = seriesIn(expr).filter((series) => !series.includes(':') && !cheap.test(series));
        for (const series of raw) yield `${nameOf(panel)}: reads ${series}, which is not recorded`;
      }
    }
  },
};
