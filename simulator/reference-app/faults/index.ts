import { answersLost } from './answers-lost.ts';
import { bureauFault } from './bureau-fault.ts';
import { bureauForgets } from './bureau-forgets.ts';
import { catalogBehind } from './catalog-behind.ts';
import { certificateEnding } from './certificate-ending.ts';
import { clockOff } from './clock-off.ts';
import { debugLeftOn } from './debug-left-on.ts';
import { diskFull } from './disk-full.ts';
import { downloadFault } from './download-fault.ts';
import type { Fault } from './fault.ts';
import { fileChanged } from './file-changed.ts';
import { keyMissing } from './key-missing.ts';
import { lanDown } from './lan-down.ts';
import { lineCut } from './line-cut.ts';
import { lineSlow } from './line-slow.ts';
import { logEncoding } from './log-encoding.ts';
import { logMoved } from './log-moved.ts';
import { memoryLeak } from './memory-leak.ts';
import { pairFault } from './pair-fault.ts';
import { poolUsedUp } from './pool-used-up.ts';
import { quarantine } from './quarantine.ts';
import { readerDown } from './reader-down.ts';
import { serverDown } from './server-down.ts';
import { serviceHang } from './service-hang.ts';
import { serviceStop } from './service-stop.ts';
import { signInRefused } from './sign-in-refused.ts';
import { submittedTwice } from './submitted-twice.ts';
import { uploadsRefused } from './uploads-refused.ts';
import { versionWrong } from './version-wrong.ts';
import { workersFail } from './workers-fail.ts';

/** Every kind of fault that can be switched on. */
export const faults: readonly Fault[] = [
  answersLost,
  bureauFault,
  bureauForgets,
  catalogBehind,
  certificateEnding,
  clockOff,
  debugLeftOn,
  diskFull,
  downloadFault,
  fileChanged,
  keyMissing,
  lanDown,
  lineCut,
  lineSlow,
  logEncoding,
  logMoved,
  memoryLeak,
  pairFault,
  poolUsedUp,
  quarantine,
  readerDown,
  serverDown,
  serviceHang,
  serviceStop,
  signInRefused,
  submittedTwice,
  uploadsRefused,
  versionWrong,
  workersFail,
];
