import { timing } from '../config.ts';
import { group, type RecordingRule, type RuleGroup } from '../rule.ts';
import * as agent from './agent.ts';
import * as boards from './boards.ts';
import * as bureau from './bureau.ts';
import * as forecast from './forecast.ts';
import * as host from './host.ts';
import * as latency from './latency.ts';
import * as nightly from './nightly.ts';
import * as quiet from './quiet.ts';
import * as service from './service.ts';
import * as settlement from './settlement.ts';
import * as storage from './storage.ts';
import * as today from './today.ts';
import * as topology from './topology.ts';
import * as upload from './upload.ts';

/** Recorded series by subject, for the queries of boards: `series.boards.hospitalState`. */
export const series = {
  topology,
  bureau,
  service,
  settlement,
  latency,
  quiet,
  upload,
  nightly,
  host,
  storage,
  boards,
  today,
} as const;

/** In the order of reading: a group reads groups above it, one evaluation late at most. */
export const recordingGroups: readonly RuleGroup[] = [
  group('topology', timing.evaluationInterval, topology.topologyRecords),
  group('agent', timing.slowInterval, agent.agentRecords),
  group('bureau', timing.evaluationInterval, bureau.bureauRecords),
  group('service', timing.evaluationInterval, service.serviceRecords),
  group('settlement', timing.evaluationInterval, settlement.settlementRecords),
  group('latency', timing.minuteInterval, latency.latencyRecords),
  group('quiet', timing.minuteInterval, quiet.quietRecords),
  group('upload', timing.slowInterval, upload.uploadRecords),
  group('host', timing.slowInterval, host.hostRecords),
  group('storage', timing.slowInterval, storage.storageRecords),
  group('nightly', timing.slowInterval, nightly.nightlyRecords),
  group('readiness', timing.minuteInterval, nightly.readinessRecords),
  group('boards', timing.evaluationInterval, boards.boardRecords),
  group('forecast-input', timing.forecastInterval, forecast.forecastInputRecords),
  group('today', timing.minuteInterval, today.todayRecords),
];

/** What boards, console and reports read; a recorded series that is not here must serve a rule. */
export const published: readonly RecordingRule[] = [
  service.hospitalServiceOk,
  settlement.hospitalSettleSuccess,
  settlement.districtSettle,
  settlement.districtSettleSuccess,
  settlement.citySettleSuccess,
  settlement.hospitalOfflineShare,
  settlement.cityOfflineShare,
  latency.hospitalLatency,
  latency.levelLatency,
  upload.uploadBrake,
  nightly.datasetCurrent,
  nightly.datasetBehind,
  nightly.datasetUnknown,
  host.cpuBusy,
  host.memoryUnavailable,
  boards.cityStates,
  boards.districtSettleOk,
  boards.cityDataAge,
  boards.cityUploadQueue,
  boards.cityHospitalsOffline,
  today.citySettledToday,
  ...forecast.forecastInputRecords,
];
