import type { ForecastResource } from '../../catalog/forecast.ts';
import * as input from '../recording/forecast.ts';

/** A kind of thing that runs out: where its level and its limit are read. */
export interface Resource {
  readonly name: ForecastResource;
  /** Recorded series of the level. */
  readonly level: string;
  /** Recorded series of the limit with the same labels, or one limit for all. */
  readonly limit: string | number;
  /** Label that tells the targets of a server apart; without it a server has one, named as the resource. */
  readonly label?: string;
  /** What an hour and a day are judged by; a memory leak is a floor that rises. */
  readonly extreme: 'max' | 'min';
}

/** Share of the memory at which programs are about to be killed. */
const memoryLimit = 0.92;

export const resources: readonly Resource[] = [
  {
    ...{ name: 'disk', level: input.fsUsedHighest.name, limit: input.fsCapacityNewest.name },
    ...{ label: 'mountpoint', extreme: 'max' },
  },
  {
    ...{ name: 'inode', level: input.filesUsedHighest.name, limit: input.filesCapacity.name },
    ...{ label: 'mountpoint', extreme: 'max' },
  },
  { name: 'memory', level: input.memoryLowest.name, limit: memoryLimit, extreme: 'min' },
  {
    ...{ name: 'pool', level: input.poolHighest.name, limit: input.poolCapacity.name },
    extreme: 'max',
  },
];
