import { components, linePaths } from './labels.ts';
import { closed, counter, gauge } from './metric.ts';

const component = { component: components };
const path = { path: linePaths };

export const bureauReachable = closed(
  gauge('yibao_bureau_reachable', 'Whether the insurance bureau answers on this path.', 'path'),
  path,
);
export const bureauRtt = closed(
  gauge('yibao_bureau_rtt_seconds', 'Round trip to the insurance bureau.', 'path'),
  path,
);
export const bureauPacketLoss = closed(
  gauge('yibao_bureau_packet_loss_ratio', 'Share of probes to the bureau that were lost.', 'path'),
  path,
);
export const gatewayReachable = gauge(
  'yibao_gateway_reachable',
  'Whether the router of the hospital answers.',
);
export const signInValid = gauge('yibao_sign_in_valid', 'Whether the bureau accepts the sign-in.');
export const signInTimestamp = gauge(
  'yibao_sign_in_timestamp_seconds',
  'Time of the last sign-in.',
);
export const certificateNotAfter = closed(
  gauge(
    'yibao_certificate_not_after_timestamp_seconds',
    'Until when a certificate is valid.',
    'purpose',
  ),
  { purpose: ['sm2_sign', 'tls', 'ukey'] },
);
export const clockOffset = gauge('yibao_clock_offset_seconds', 'Server clock minus time service.');
export const timeSyncOk = gauge('yibao_time_sync_ok', 'Whether the time service is locked.');
export const componentUp = closed(
  gauge('yibao_component_up', 'Whether a component runs and answers.', 'component'),
  component,
);
export const componentRestarts = closed(
  counter('yibao_component_restarts_total', 'Restarts of a component.', 'component'),
  component,
);
export const componentVersionInfo = closed(
  gauge('yibao_component_version_info', 'Program version, always 1.', 'component', 'version'),
  component,
);
export const componentMemory = closed(
  gauge('yibao_component_memory_bytes', 'Resident memory of a component.', 'component'),
  component,
);
export const componentThreads = closed(
  gauge('yibao_component_threads', 'Threads of a component.', 'component'),
  component,
);
export const componentHandles = closed(
  gauge('yibao_component_handles', 'Open handles of a component.', 'component'),
  component,
);
export const dbUp = gauge(
  'yibao_db_up',
  'Whether the read-only login of the local database works.',
);
export const dbPoolInUse = gauge('yibao_db_pool_in_use', 'Connections in use.');
export const dbPoolMax = gauge('yibao_db_pool_max', 'Connections the pool may open.');
export const dbPoolWaiting = gauge('yibao_db_pool_waiting', 'Callers waiting for a connection.');
export const dbQuerySeconds = closed(
  gauge('yibao_db_query_seconds', 'Duration of the last canned query.', 'probe'),
  { probe: ['ping', 'trade_state', 'money_check'] },
);
const dbFile = { file: ['data', 'log', 'tempdb', 'other'] };
export const dbFileBytes = closed(
  gauge('yibao_db_file_bytes', 'Size of a database file.', 'file'),
  dbFile,
);
export const dbFileFreeBytes = closed(
  gauge('yibao_db_file_free_bytes', 'Free space inside a database file.', 'file'),
  dbFile,
);
export const dbBackupTimestamp = gauge(
  'yibao_db_backup_timestamp_seconds',
  'Time of the last good backup.',
);
export const logDirBytes = closed(
  gauge('yibao_log_dir_bytes', 'Size of a folder of the settlement system.', 'dir'),
  { dir: ['trade', 'net', 'download', 'error', 'data', 'upload'] },
);
export const antivirusUp = gauge('yibao_antivirus_up', 'Whether anti-malware runs.');
export const antivirusSignature = gauge(
  'yibao_antivirus_signature_timestamp_seconds',
  'Time of the newest signatures.',
);
export const antivirusQuarantined = gauge(
  'yibao_antivirus_quarantined_app_files',
  'Files of the settlement system in quarantine.',
);
export const fileIntegrityMismatch = closed(
  gauge('yibao_file_integrity_mismatch', 'Files with a wrong hash.', 'set'),
  { set: ['app', 'config', 'agent'] },
);
export const upsOnBattery = gauge('yibao_ups_on_battery', 'Whether the UPS runs on battery.');
export const upsCharge = gauge('yibao_ups_charge_ratio', 'Charge of the UPS.');
export const lastBootReason = closed(
  gauge('yibao_last_boot_reason', 'Why the server booted, one of four is 1.', 'reason'),
  { reason: ['planned', 'power', 'crash', 'unknown'] },
);
