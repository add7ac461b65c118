import { diskFill } from './disk-fill.ts';
import { downloadMiss } from './download-miss.ts';
import type { Fault } from './fault.ts';
import { lineCut } from './line-cut.ts';
import { serverDown } from './server-down.ts';
import { settlementStop } from './settlement-stop.ts';

/** Every kind of fault that can be switched on. */
export const faults: readonly Fault[] = [
  lineCut,
  settlementStop,
  diskFill,
  downloadMiss,
  serverDown,
];
