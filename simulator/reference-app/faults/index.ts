import type { Fault } from './fault.ts';
import { lineCut } from './line-cut.ts';
import { serverDown } from './server-down.ts';
import { serviceStop } from './service-stop.ts';

/** Every kind of fault that can be switched on. */
export const faults: readonly Fault[] = [lineCut, serverDown, serviceStop];
