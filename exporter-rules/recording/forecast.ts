import { filesystemFiles, filesystemFilesFree } from '../../catalog/filesystem.ts';
import { promql } from '../../catalog/promql.ts';
import { dbPoolInUse, dbPoolMax } from '../../catalog/service.ts';
import { by, fromAgents } from '../agents.ts';
import { fs } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';
import { memoryUnavailable } from './host.ts';
import { fsCapacity, fsUsed } from './storage.ts';

const window = '5m';
const kinds = { fstype: { not: fs.ignoredTypes } } as const;
const files = fromAgents(filesystemFiles, kinds);
const filesFree = fromAgents(filesystemFilesFree, kinds);
const perMount = `${by.server}, mountpoint`;

export const fsUsedHighest = record(
  'mount:fs_used_bytes:max5m',
  'Most bytes in use on a file system within five minutes; what the forecaster reads.',
  promql`max_over_time(${fsUsed}[${window}])`,
);

export const fsCapacityNewest = record(
  'mount:fs_capacity_bytes:last5m',
  'Capacity of a file system, at the times at which the forecaster reads.',
  promql`last_over_time(${fsCapacity}[${window}])`,
);

export const filesUsedHighest = record(
  'mount:fs_files_used:max5m',
  'Files on a file system, which has room for a fixed number of them.',
  promql`max by (${perMount}) (${files} - ${filesFree})`,
);

export const filesCapacity = record(
  'mount:fs_files_capacity:last5m',
  'Files that a file system has room for.',
  promql`max by (${perMount}) (${files}) > 0`,
);

export const memoryLowest = record(
  'server:mem_unavailable:min5m',
  'Least share of the memory that no program could get within five minutes: a leak is a floor that rises.',
  promql`min_over_time(${memoryUnavailable}[${window}])`,
);

export const poolHighest = record(
  'server:db_pool_used:max5m',
  'Most connections in use within five minutes.',
  promql`max by (${by.server}) (max_over_time(${fromAgents(dbPoolInUse)}[${window}]))`,
);

export const poolCapacity = record(
  'server:db_pool_capacity:last5m',
  'Connections that the pool may open.',
  promql`max by (${by.server}) (last_over_time(${fromAgents(dbPoolMax)}[${window}])) > 0`,
);

/** Read by the forecaster over the network and by no other rule. */
export const forecastInputRecords: readonly RecordingRule[] = [
  fsUsedHighest,
  fsCapacityNewest,
  filesUsedHighest,
  filesCapacity,
  memoryLowest,
  poolHighest,
  poolCapacity,
];
