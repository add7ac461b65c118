import { agentFailure } from './agent-failure.ts';
import { antivirusQuarantine } from './antivirus-quarantine.ts';
import { bureauDown } from './bureau-down.ts';
import { cardReaderDown } from './card-reader-down.ts';
import { catalogBehind } from './catalog-behind.ts';
import { certificateExpiring } from './certificate-expiring.ts';
import { clockDrift } from './clock-drift.ts';
import { databaseDown } from './database-down.ts';
import { databasePoolFull } from './database-pool-full.ts';
import { diskFill } from './disk-fill.ts';
import { downloadMiss } from './download-miss.ts';
import { downloadPartial } from './download-partial.ts';
import type { Fault } from './fault.ts';
import { lanDown } from './lan-down.ts';
import { lineCut } from './line-cut.ts';
import { lineSlow } from './line-slow.ts';
import { memoryLeak } from './memory-leak.ts';
import { psamFault } from './psam-fault.ts';
import { serverDown } from './server-down.ts';
import { settlementStop } from './settlement-stop.ts';
import { signInExpired } from './sign-in-expired.ts';
import { splitBrain } from './split-brain.ts';
import { tradesInDoubt } from './trades-in-doubt.ts';
import { upsOnBattery } from './ups-on-battery.ts';
import { workerBlocked } from './worker-blocked.ts';

/** Every kind of fault that can be switched on. */
export const faults: readonly Fault[] = [
  lineCut,
  settlementStop,
  diskFill,
  downloadMiss,
  serverDown,
  agentFailure,
  antivirusQuarantine,
  bureauDown,
  cardReaderDown,
  catalogBehind,
  certificateExpiring,
  clockDrift,
  databaseDown,
  databasePoolFull,
  downloadPartial,
  lanDown,
  lineSlow,
  memoryLeak,
  psamFault,
  signInExpired,
  splitBrain,
  tradesInDoubt,
  upsOnBattery,
  workerBlocked,
];
