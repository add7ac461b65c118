import type { Series } from '../../catalog/promql.ts';

/** Recorded series that boards read. */
export const recorded = {
  hospitalState: series('hospital:state:code'),
  districtStateCount: series('district:hospital_state:count'),
  cityStateCount: series('city:hospital_state:count'),
  districtSettleOk: series('district:settle_ok:ratio'),
  dataAge: series('city:data_age:seconds'),
  uploadQueue: series('city:yibao_upload_queue:sum'),
  hospitalsOffline: series('city:yibao_hospitals_offline:count'),
  citySuccess: series('city:yibao_settle_success:ratio_rate5m'),
  hospitalSuccess: series('hospital:yibao_settle_success:ratio_rate5m'),
  citySettle: series('city:yibao_settle:rate5m'),
  hospitalSettle: series('hospital:yibao_settle:rate5m'),
  cityOfflineShare: series('city:yibao_offline_share:ratio_rate10m'),
  hospitalOfflineShare: series('hospital:yibao_offline_share:ratio_rate10m'),
  levelP95: series('level_txn:yibao_txn_duration_seconds:p95_5m'),
  hospitalP95: series('hospital_txn:yibao_txn_duration_seconds:p95_15m'),
  serviceOk: series('hospital:service_ok:bool'),
  lineDown: series('hospital:line_down:bool'),
  reachable: series('hospital:reachable_servers:ratio'),
  serverUp: series('server:up:bool'),
  cpuBusy: series('server:cpu_busy:ratio_rate5m'),
  memoryUnavailable: series('server:mem_unavailable:ratio'),
  fsUsed: series('mount:fs_used_per_capacity:ratio'),
} as const;

function series(name: string): Series {
  return { name };
}
