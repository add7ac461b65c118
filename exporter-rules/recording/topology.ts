import { agentHeartbeat } from '../../catalog/agent.ts';
import { hospitalOpen, inventoryServerInfo } from '../../catalog/center.ts';
import { probeSuccess } from '../../catalog/probe.ts';
import { alerts, up } from '../../catalog/prometheus.ts';
import { promql } from '../../catalog/promql.ts';
import { select } from '../../catalog/select.ts';
import { by, fromAgents, job } from '../agents.ts';
import { line } from '../config.ts';
import { type RecordingRule, record } from '../rule.ts';

export const agentUp = record(
  'server:agent_up:bool',
  'Whether the agent answers, or sent a heartbeat of late; a pushing server without one is down.',
  promql`
    max by (${by.server}) (
      ${fromAgents(up)}
      or
      (time() - ${agentHeartbeat} < bool ${line.heartbeatSeconds})
      or
      0 * ${select(inventoryServerInfo, { scrape: 'push' })}
    )`,
);

export const serverUp = record(
  'server:up:bool',
  'Whether the server is alive: its agent answers, or the host answers a ping.',
  promql`
    max by (${by.server}) (
      ${agentUp}
      or
      ${select(probeSuccess, { job: job.server })}
    )`,
);

export const reachableServers = record(
  'hospital:reachable_servers:ratio',
  'Share of the servers of a hospital that are alive.',
  promql`avg by (${by.hospital}) (${serverUp})`,
);

// `min` over the paths: with `max`, a dead primary path and a dead server would be called a line fault
// although the backup path lives. The second branch judges where no router is probed.
export const hospitalLineDown = record(
  'hospital:line_down:bool',
  'Whether no server and no path to the router of a hospital answers.',
  promql`
    (${reachableServers} == bool 0)
    * on (hospital) group_left ()
    min by (hospital) (${select(probeSuccess, { job: job.gateway })} == bool 0)
    or
    (${reachableServers} == bool 0)`,
);

export const hospitalLineDownLately = record(
  'hospital:line_down:max5m',
  'Whether the line of a hospital was down within the last five minutes.',
  promql`max_over_time(${hospitalLineDown}[${line.explainsFor}])`,
);

// Guards count open hospitals: clinics that switch everything off at night are no line fault.
export const hospitalLineDownOpen = record(
  'hospital:line_down_open:bool',
  'The same for hospitals that are open, or whose hours are not known.',
  promql`
    ${hospitalLineDown}
    unless on (hospital)
    (${hospitalOpen} == 0)`,
);

// At closing time the open hospitals leave the count. A fault that was told stays one while as many lines of
// all hospitals are down; else its end would be told, and then every hospital by itself.
export const districtLineDown = record(
  'district:line_down:bool',
  'Whether so many lines of a district are down that they share a cause.',
  promql`
    (
      (avg by (district) (${hospitalLineDownOpen}) > bool ${line.districtShare})
      *
      (sum by (district) (${hospitalLineDownOpen}) >= bool ${line.districtHospitals})
      == 1
    )
    or
    (
      (avg by (district) (${hospitalLineDown}) > bool ${line.districtShare})
      *
      (sum by (district) (${hospitalLineDown}) >= bool ${line.districtHospitals})
      and on (district) ${alerts}{alertname="DistrictLineDown",alertstate="firing"}
    )
    or
    0 * group by (district) (${hospitalLineDown})`,
);

export const districtLineDownLately = record(
  'district:line_down:max5m',
  'Whether that was so within the last five minutes.',
  promql`max_over_time(${districtLineDown}[${line.explainsFor}])`,
);

export const cityLineDown = record(
  'city:line_down:bool',
  'Whether so many lines of the city are down that they share a cause.',
  promql`
    (
      (avg(${hospitalLineDownOpen}) > bool ${line.cityShare})
      *
      (count(${hospitalLineDownOpen}) >= bool ${line.cityHospitals})
      == 1
    )
    or
    (
      (avg(${hospitalLineDown}) > bool ${line.cityShare})
      and on () ${alerts}{alertname="CityLineDown",alertstate="firing"}
    )
    or
    0 * group(${hospitalLineDown})`,
);

export const cityLineDownLately = record(
  'city:line_down:max5m',
  'Whether that was so within the last five minutes.',
  promql`max_over_time(${cityLineDown}[${line.explainsFor}])`,
);

export const pairDown = record(
  'hospital:pair_down:bool',
  'Whether both servers of a pair are dead.',
  promql`max by (${by.hospital}) (${serverUp}{role!="single"}) == bool 0`,
);

export const pairDownLately = record(
  'hospital:pair_down:max5m',
  'Whether that was so within the last five minutes.',
  promql`max_over_time(${pairDown}[${line.explainsFor}])`,
);

/** In the order of evaluation: each reads only what stands above it. */
export const topologyRecords: readonly RecordingRule[] = [
  agentUp,
  serverUp,
  reachableServers,
  hospitalLineDown,
  hospitalLineDownLately,
  hospitalLineDownOpen,
  districtLineDown,
  districtLineDownLately,
  cityLineDown,
  cityLineDownLately,
  pairDown,
  pairDownLately,
];
