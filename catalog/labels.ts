/** Labels of a target: set by service discovery from the registry, never by the agent. */
export const targetLabels = ['district', 'hospital', 'server', 'role', 'level'] as const;

export const levels = ['3', '2', '1', '0'] as const;
export type Level = (typeof levels)[number];

export const roles = ['single', 'primary', 'standby'] as const;
export type Role = (typeof roles)[number];

/** 医院, 社区卫生服务中心, 门诊部 or 医务室. */
export const hospitalKinds = ['hospital', 'community', 'clinic'] as const;
export type HospitalKind = (typeof hospitalKinds)[number];

/** Whether Prometheus asks the server, or the server sends by itself. */
export const scrapeModes = ['pull', 'push'] as const;
export type ScrapeMode = (typeof scrapeModes)[number];

/** Transactions with the insurance bureau; domain document, section 2.2. */
export const txnKinds = [
  'open_device',
  'read_card',
  'person_info',
  'register',
  'divide',
  'trade',
  'refund',
  'state_query',
  'reverse',
  'inpatient_reg',
  'inpatient_settle',
  'reconcile',
  'sign',
  'file',
] as const;
export type TxnKind = (typeof txnKinds)[number];

/** The transactions whose duration is kept as a histogram. */
export const timedTxnKinds = [
  'open_device',
  'read_card',
  'person_info',
  'divide',
  'trade',
  'refund',
  'inpatient_settle',
  'sign',
] as const satisfies readonly TxnKind[];

export const txnResults = ['ok', 'warn', 'business_error', 'system_error', 'timeout'] as const;
export type TxnResult = (typeof txnResults)[number];

export const txnModes = ['online', 'offline'] as const;
export type TxnMode = (typeof txnModes)[number];

export const datasets = [
  'redlist',
  'policy',
  'catalog_drug',
  'catalog_service',
  'catalog_material',
  'catalog_disease',
] as const;
export type Dataset = (typeof datasets)[number];

export const components = [
  'settle_core',
  'card_service',
  'db',
  'uploader',
  'downloader',
  'signer',
  'web_console',
  'ha_agent',
  'time_sync',
  'antivirus',
] as const;
export type Component = (typeof components)[number];

export const pairStates = [
  'ok',
  'failed_over',
  'split_brain',
  'no_active',
  'standby_stale',
] as const;
export type PairState = (typeof pairStates)[number];

export const uploadQueues = ['trade', 'refund', 'inpatient'] as const;
export type UploadQueue = (typeof uploadQueues)[number];

export const linePaths = ['primary', 'backup'] as const;
export type LinePath = (typeof linePaths)[number];

/** What every list of values out of the wild ends in. */
export const other = 'other';
