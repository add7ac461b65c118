import { same } from '../language.ts';
import { limits } from '../limits.ts';
import { bars, trend } from '../panels/trend.ts';
import * as ask from '../queries/hospital.ts';
import { hospital as text } from '../texts/hospital.ts';
import { unit } from '../units.ts';

export const disks = bars({
  text: text.disks,
  unit: unit.ratio,
  query: ask.disks,
  name: '{{server}} {{mountpoint}}',
  limits: limits.fsUsed,
  max: 1,
});

export const cpu = trend({
  text: text.cpu,
  unit: unit.ratio,
  max: 1,
  curves: [{ query: ask.cpu, name: same('{{server}}') }],
  limits: limits.cpuBusy,
});

export const memory = trend({
  text: text.memory,
  unit: unit.ratio,
  max: 1,
  curves: [{ query: ask.memory, name: same('{{server}}') }],
  limits: limits.memoryUnavailable,
});
