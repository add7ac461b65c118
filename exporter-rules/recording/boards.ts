import { inventoryServerInfo } from '../../catalog/center.ts';
import { alerts, up } from '../../catalog/prometheus.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';
import { uploadQueueLength } from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { whileOpen } from '../calendar.ts';
import { boards } from '../config.ts';
import { joinQueries } from '../join-queries.ts';
import { type RecordingRule, record } from '../rule.ts';
import { hospitalBureauUnreachable } from './bureau.ts';
import { hospitalSettleOk } from './service.ts';
import { hospitalLineDown } from './topology.ts';

/** Colors of a tile; a number, so that a board can map it. */
export const stateCodes = ['0', '1', '2', '3', '4'] as const;

// The targets stand in when the center is away: a wall must not become empty and so look calm.
export const hospitalRegistered = record(
  'hospital:registered:bool',
  'One for each hospital of the inventory or the targets, whether it answers or not.',
  promql`
    group by (${by.hospital}) (
      ${inventoryServerInfo}
      or
      ${fromAgents(up)}
    )`,
);

// The first line that has a hospital wins. Set operators only, so that a label that changes in the registry
// never makes two partners and stops the rule.
export const hospitalState = record(
  'hospital:state:code',
  '0 nothing known wrong, 1 P3 or P4, 2 P2, 3 P1, 4 not observed; from firing alarms and the inventory.',
  promql`
    3 * (
      ${hospitalRegistered}
      and on (hospital) ${alerts}{alertstate="firing",priority="P1",hospital!=""}
    )
    or
    3 * (
      ${hospitalRegistered}
      and on (hospital) (${hospitalLineDown} == 1)
      and on (district) ${alerts}{alertstate="firing",alertname="DistrictLineDown"}
    )
    or
    3 * (
      ${hospitalRegistered}
      and on (hospital) (${hospitalLineDown} == 1)
      and on () ${alerts}{alertstate="firing",alertname="CityLineDown"}
    )
    or
    4 * (${hospitalRegistered} unless on (hospital) ${hospitalSettleOk})
    or
    2 * (
      ${hospitalRegistered}
      and on (hospital) ${alerts}{alertstate="firing",priority="P2",hospital!=""}
    )
    or
    1 * (
      ${hospitalRegistered}
      and on (hospital) ${alerts}{alertstate="firing",priority=~"P3|P4",hospital!=""}
    )
    or
    0 * ${hospitalRegistered}`,
);

function zeroFor(code: string): PromQL {
  return promql`label_replace(0 * group by (district) (${hospitalRegistered}), "code", "${code}", "", "")`;
}

export const districtStates = record(
  'district:hospital_state:count',
  'Hospitals of a district in each state; a state without hospitals says 0.',
  joinQueries(
    [promql`count_values by (district) ("code", ${hospitalState})`, ...stateCodes.map(zeroFor)],
    '\nor\n',
  ),
);

export const cityStates = record(
  'city:hospital_state:count',
  'Hospitals of the city in each state.',
  promql`sum by (code) (${districtStates})`,
);

// A clinic that is closed and switched off is neither able nor unable. Where nobody is open there is no share.
export const districtSettleOk = record(
  'district:settle_ok:ratio',
  'Share of the open hospitals of a district that are known to be able to settle; unknown counts as not.',
  promql`
    (
      sum by (district) (${whileOpen(promql`${hospitalSettleOk}`)})
      or
      0 * group by (district) (${hospitalRegistered})
    )
    /
    sum by (district) (${whileOpen(promql`${hospitalRegistered}`)})`,
);

export const citySampleTime = record(
  'city:sample_timestamp_seconds:fresh',
  'Time of the last sample of the answering servers; all but 5 % of them have newer ones.',
  promql`
    quantile(${boards.olderShare},
      timestamp(${fromAgents(up)}) and ${fromAgents(up)} == 1
    )`,
);

// When nothing answers, the last known time stays and the age grows: old data looks old.
export const cityDataAge = record(
  'city:data_age:seconds',
  'Age of what the boards show.',
  promql`time() - max_over_time(${citySampleTime}[${boards.ageWindow}])`,
);

export const cityUploadQueue = record(
  'city:yibao_upload_queue:sum',
  'Records of the city that wait to be sent to the insurance centre.',
  promql`sum(${fromAgents(uploadQueueLength)})`,
);

export const cityHospitalsOffline = record(
  'city:yibao_hospitals_offline:count',
  'Hospitals that settle without the insurance centre now; those that do not answer are not in it.',
  promql`sum(${hospitalBureauUnreachable})`,
);

export const boardRecords: readonly RecordingRule[] = [
  hospitalRegistered,
  hospitalState,
  districtStates,
  cityStates,
  districtSettleOk,
  citySampleTime,
  cityDataAge,
  cityUploadQueue,
  cityHospitalsOffline,
];
