import { collectorUp } from '../../catalog/agent.ts';
import { inventoryServerInfo } from '../../catalog/center.ts';
import { probeSuccess } from '../../catalog/probe.ts';
import { processResidentMemoryBytes } from '../../catalog/process.ts';
import { up } from '../../catalog/prometheus.ts';
import { promql } from '../../catalog/promql.ts';
import { select } from '../../catalog/select.ts';
import { by, fromAgents, job } from '../agents.ts';
import { agents } from '../config-operations.ts';
import { agentDown, cityAgentsDown } from '../recording/agent.ts';
import { type AlertRule, rule } from '../rule.ts';

const pulled = select(inventoryServerInfo, { scrape: 'pull' });

const agentFleetDownAlert = rule({
  alert: 'AgentFleetDown',
  family: 'agent',
  scope: 'city',
  urgency: 'P1',
  expr: promql`sum(${agentDown}) and on () ${cityAgentsDown} == 1`,
  for: agents.fleetFor,
  keep: agents.keep,
  texts: {
    summary: {
      zh: '全市：{{ $value }} 台服务器的探针同时失联，主机在线',
      en: 'City: the agents of {{ $value }} servers are silent while their hosts are up',
    },
    description: {
      zh: '超过 5% 的探针同时停了，多为一次错误的升级或证书到期。医院结算不受影响，但这些医院的故障看不见。',
      en: 'More than 5 % of the agents stopped together, after a bad roll-out or an expired certificate. Hospitals settle, but their faults are not seen.',
    },
    short: { zh: '大量监控探针失联', en: 'many agents silent' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const agentDownAlert = rule({
  alert: 'AgentDown',
  family: 'agent',
  scope: 'part',
  part: { word: 'agent' },
  urgency: 'P3',
  expr: promql`${agentDown} == 1`,
  for: agents.downFor,
  keep: agents.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 的探针失联，主机在线',
      en: 'Hospital {{ $labels.hospital }}: the agent of {{ $labels.server }} is silent, the host is up',
    },
    description: {
      zh: '监控探针不应答而主机能 ping 通，业务照常。恢复前看不到这台服务器的故障；已缓存的数据会补传。',
      en: 'The agent does not answer while the host does; business goes on. Until it is back faults of this server are not seen; buffered samples come later.',
    },
    short: { zh: '监控失联业务正常', en: 'agent silent, host up' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const serverNotMonitoredAlert = rule({
  alert: 'ServerNotMonitored',
  family: 'agent',
  scope: 'server',
  urgency: 'P3',
  expr: promql`group by (${by.server}) (${pulled}) unless on (server) ${fromAgents(up)}`,
  for: agents.forgottenFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 已登记但没有被监控',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.server }} is registered and not monitored',
    },
    description: {
      zh: '清单里有这台服务器，Prometheus 却没有采集它，它的故障不会报警。业务不受影响；查服务发现和登记。',
      en: 'The inventory lists this server and Prometheus does not ask it, so its faults raise no alarm. Business is not affected; check discovery and registry.',
    },
    short: { zh: '服务器未纳入监控', en: 'server not monitored' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const gatewayProbeMissingAlert = rule({
  alert: 'GatewayProbeMissing',
  family: 'agent',
  scope: 'hospital',
  urgency: 'P3',
  expr: promql`group by (${by.hospital}) (${inventoryServerInfo}) unless on (hospital) ${select(probeSuccess, { job: job.gateway })}`,
  for: agents.probeFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：没有探测路由器，断线和停机分不开',
      en: 'Hospital {{ $labels.hospital }}: the router is not probed, so line and server cannot be told apart',
    },
    description: {
      zh: '没有登记路由器地址或没有探测，出故障时只能说“线路或服务器”。业务不受影响；补登记路由器地址。',
      en: 'The router’s address is not registered or not probed, so a fault can only be called “line or server”. Business is not affected; register the address.',
    },
    short: { zh: '未探测医院路由器', en: 'router not probed' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const agentCollectorFailingAlert = rule({
  alert: 'AgentCollectorFailing',
  family: 'agent',
  scope: 'part',
  part: { label: 'collector' },
  urgency: 'P4',
  expr: promql`group by (${by.server}, collector) (${fromAgents(collectorUp)} == 0)`,
  for: agents.collectorFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的采集项 {{ $labels.collector }} 失败',
      en: 'Hospital {{ $labels.hospital }}: collector {{ $labels.collector }} of {{ $labels.server }} fails',
    },
    description: {
      zh: '探针的一个采集项半小时没有成功，对应的数据缺失，相关告警看不见。业务不受影响。',
      en: 'A collector has not succeeded for half an hour, so its data are missing and what they would show is not seen. Business is not affected.',
    },
    short: { zh: '监控采集项失败', en: 'collector failing' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const agentMemoryHighAlert = rule({
  alert: 'AgentMemoryHigh',
  family: 'agent',
  scope: 'part',
  part: { word: 'agent' },
  urgency: 'P4',
  expr: promql`max by (${by.server}) (${fromAgents(processResidentMemoryBytes)} > ${agents.memoryBytes})`,
  for: agents.memoryFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的探针占用内存 {{ $value | humanize1024 }}B',
      en: 'Hospital {{ $labels.hospital }}: the agent of {{ $labels.server }} takes {{ $value | humanize1024 }}B of memory',
    },
    description: {
      zh: '探针超出内存预算 1 小时。业务不受影响；会自动重启保护，须查原因。',
      en: 'The agent has been above its memory budget for an hour. Business is not affected; find the reason.',
    },
    short: { zh: '探针内存偏高', en: 'agent memory high' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

export const agentAlerts: readonly AlertRule[] = [
  agentFleetDownAlert,
  agentDownAlert,
  serverNotMonitoredAlert,
  gatewayProbeMissingAlert,
  agentCollectorFailingAlert,
  agentMemoryHighAlert,
];
