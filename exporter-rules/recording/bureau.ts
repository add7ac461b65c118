import { promql } from '../../catalog/promql.ts';
import { bureauReachable } from '../../catalog/service.ts';
import { by, fromAgents } from '../agents.ts';
import { line } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';

export const hospitalBureauUnreachable = record(
  'hospital:yibao_bureau_unreachable:bool',
  'Whether a hospital reaches the insurance centre on no path, as its servers see it.',
  promql`max by (${by.hospital}) (${fromAgents(bureauReachable)}) == bool 0`,
);

export const districtBureauFault = record(
  'district:yibao_bureau_fault:bool',
  'Whether so many hospitals of a district miss the insurance centre that they share a cause.',
  promql`
    (avg by (district) (${hospitalBureauUnreachable}) > bool ${line.districtShare})
    *
    (sum by (district) (${hospitalBureauUnreachable}) >= bool ${line.districtHospitals})`,
);

export const districtBureauFaultLately = record(
  'district:yibao_bureau_fault:max5m',
  'Whether that was so within the last five minutes.',
  promql`max_over_time(${districtBureauFault}[${line.explainsFor}])`,
);

export const cityBureauFault = record(
  'city:yibao_bureau_fault:bool',
  'Whether so many hospitals of the city miss the insurance centre that the fault is there.',
  promql`
    (avg(${hospitalBureauUnreachable}) > bool ${line.cityShare})
    *
    (count(${hospitalBureauUnreachable}) >= bool ${line.cityHospitals})`,
);

export const cityBureauFaultLately = record(
  'city:yibao_bureau_fault:max5m',
  'Whether that was so within the last five minutes.',
  promql`max_over_time(${cityBureauFault}[${line.explainsFor}])`,
);

export const bureauRecords: readonly RecordingRule[] = [
  hospitalBureauUnreachable,
  districtBureauFault,
  districtBureauFaultLately,
  cityBureauFault,
  cityBureauFaultLately,
];
