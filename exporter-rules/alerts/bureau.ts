import { lineBits } from '../../catalog/center.ts';
import { networkTransmitBytes } from '../../catalog/network.ts';
import { promql } from '../../catalog/promql.ts';
import {
  bureauPacketLoss,
  bureauReachable,
  bureauRtt,
  gatewayReachable,
} from '../../catalog/service.ts';
import { by, fromAgents } from '../agents.ts';
import { bureau, timing } from '../config.ts';
import {
  cityBureauFault,
  districtBureauFault,
  hospitalBureauUnreachable,
} from '../recording/bureau.ts';
import { hospitalLineDown } from '../recording/topology.ts';
import { type AlertRule, rule } from '../rule.ts';

const urgent = { urgency: 'P1', family: 'network', keep: bureau.keep } as const;
const touchNothing = { zh: '勿动设备等通知', en: 'touch nothing, wait' } as const;

const citywide = rule({
  alert: 'CentreFaultCitywide',
  ...urgent,
  scope: 'city',
  expr: promql`sum(${hospitalBureauUnreachable}) and on () ${cityBureauFault} == 1`,
  for: bureau.cityFor,
  texts: {
    summary: {
      zh: '全市：{{ $value }} 家医院连不上医保中心，故障在中心侧',
      en: 'City: {{ $value }} hospitals cannot reach the insurance bureau, the fault is on its side',
    },
    description: {
      zh: '三成以上的医院同时连不上医保中心，而监控专线正常。各院按离线流程继续收费；单家医院的中心断线告警已并入本条。不要动医院设备。',
      en: 'More than 30 % of the hospitals miss the bureau at once while their lines to us are up. Windows go on settling offline; the alarms of single hospitals are part of this one. Nobody touches equipment.',
    },
    short: { zh: '医保中心侧异常', en: 'fault at the bureau' },
    action: touchNothing,
    affected: '{{ $value }}',
  },
});

const district = rule({
  alert: 'CentreLineDownDistrict',
  ...urgent,
  scope: 'district',
  expr: promql`
    sum by (district) (${hospitalBureauUnreachable})
    and on (district)
    ${districtBureauFault} == 1`,
  for: bureau.districtFor,
  texts: {
    summary: {
      zh: '片区 {{ $labels.district }}：{{ $value }} 家医院连不上医保中心',
      en: 'District {{ $labels.district }}: {{ $value }} hospitals cannot reach the insurance bureau',
    },
    description: {
      zh: '同一片区至少 5 家且超过 15% 的医院连不上医保中心，多为运营商线路或汇聚设备。各院按离线流程继续收费；单家告警已并入本条。',
      en: 'At least 5 and more than 15 % of a district’s hospitals miss the bureau: the provider or an aggregation device. Windows go on settling offline; single alarms are part of this one.',
    },
    short: { zh: '片区与医保中心中断', en: 'district lost the bureau' },
    action: touchNothing,
    affected: '{{ $value }}',
  },
});

const hospital = rule({
  alert: 'CentreLineDown',
  ...urgent,
  scope: 'hospital',
  expr: promql`${hospitalBureauUnreachable} == 1`,
  for: bureau.hospitalFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：与医保中心网络中断，已转本地红名单结算',
      en: 'Hospital {{ $labels.hospital }}: the line to the bureau is down, settling offline',
    },
    description: {
      zh: '所有路径都连不上医保中心，本院服务器正常。窗口可继续按本地红名单收费；未联网校验的金额有风险，恢复后自动补传。不要重启服务器。',
      en: 'The bureau is reached on no path while the servers work. Windows go on with the local red list; what is not checked is money at risk and is uploaded later. Do not restart the server.',
    },
    short: { zh: '中心专线中断已转离线结算', en: 'bureau line down, offline' },
    action: { zh: '重启光猫后报修运营商', en: 'restart modem, call provider' },
  },
});

const lan = rule({
  alert: 'HospitalLanDown',
  ...urgent,
  scope: 'part',
  part: { word: 'lan' },
  expr: promql`group by (${by.server}) (${fromAgents(gatewayReachable)} == 0)`,
  for: bureau.lanFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 连不上院内路由器，网线或交换机不通',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.server }} cannot reach the router; cable or switch',
    },
    description: {
      zh: '服务器与本院路由器之间不通，监控经另一条路看到它。联网结算停止，转本地红名单；多为网线松动、交换机断电或换口。',
      en: 'The server does not reach the hospital’s own router; it is seen by another way. Settlement goes offline; usually a loose cable, a dead switch or a wrong port.',
    },
    short: { zh: '服务器网线或交换机不通', en: 'cable or switch has no link' },
    action: { zh: '检查网线灯换一个口', en: 'check link light, other port' },
  },
});

const paths = { primary: { path: 'primary' }, backup: { path: 'backup' } } as const;

const backup = rule({
  alert: 'CentreBackupPathInUse',
  urgency: 'P2',
  family: 'network',
  scope: 'part',
  part: { word: 'primary_path' },
  expr: promql`
    group by (${by.server}) (${fromAgents(bureauReachable, paths.primary)} == 0)
    and on (server)
    ${fromAgents(bureauReachable, paths.backup)} == 1`,
  for: bureau.backupFor,
  keep: bureau.backupKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 主用专线中断，正在用备用线路',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.server }} uses the backup line, the primary one is down',
    },
    description: {
      zh: '主用线路连不上医保中心，备用线路正常，结算不受影响。备线再断就转离线，应尽快报修主线。',
      en: 'The primary line misses the bureau, the backup carries on and settlement is not affected. If the backup fails too, settlement goes offline: have the primary repaired.',
    },
    short: { zh: '主用专线中断已切备线', en: 'running on backup line' },
    action: { zh: '报修运营商勿拔备线', en: 'call provider, keep backup' },
  },
});

const overTen = (ratio: Parameters<typeof fromAgents>[0]) =>
  promql`avg_over_time(${fromAgents(ratio)}[${bureau.qualityWindow}])`;

const degraded = rule({
  alert: 'CentreLineDegraded',
  urgency: 'P3',
  family: 'network',
  scope: 'part',
  part: { label: 'path' },
  expr: promql`
    group by (${by.server}, path) (
      ${overTen(bureauRtt)} > ${bureau.rttSeconds}
      or
      ${overTen(bureauPacketLoss)} > ${bureau.lossWarn}
    )`,
  for: bureau.qualityFor,
  keep: bureau.qualityKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.path }} 专线质量差，结算变慢',
      en: 'Hospital {{ $labels.hospital }}: the {{ $labels.path }} line is slow or lossy',
    },
    description: {
      zh: '往返时间超过 0.2 秒或丢包超过 2%，结算变慢并偶有超时。结算可用；看院内是否有人占用专线，否则报修。',
      en: 'The round trip takes more than 0.2 s or more than 2 % of the packets are lost; settlement gets slow with a time-out now and then. See who uses the line, else have it repaired.',
    },
    short: { zh: '专线丢包结算变慢', en: 'line slow or lossy' },
    action: { zh: '停大流量记下时间', en: 'stop big transfers' },
  },
});

const lossy = rule({
  alert: 'CentreLineLossy',
  urgency: 'P2',
  family: 'network',
  scope: 'part',
  part: { label: 'path' },
  expr: promql`max by (${by.server}, path) (${overTen(bureauPacketLoss)} > ${bureau.lossHigh})`,
  for: bureau.qualityFor,
  keep: bureau.qualityKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.path }} 专线丢包 {{ $value | humanizePercentage }}',
      en: 'Hospital {{ $labels.hospital }}: the {{ $labels.path }} line loses {{ $value | humanizePercentage }}',
    },
    description: {
      zh: '丢包超过 10%，多数结算要重试，会出现超时和“结果未知”的交易。结算勉强可用，须当天报修。',
      en: 'More than 10 % of the packets are lost: most settlements need a retry, and trades in doubt follow. Have the line repaired today.',
    },
    short: { zh: '专线严重丢包', en: 'line loses many packets' },
    action: { zh: '停大流量并报修', en: 'stop transfers, call' },
  },
});

const flapping = rule({
  alert: 'HospitalLineFlapping',
  urgency: 'P3',
  family: 'network',
  scope: 'hospital',
  expr: promql`changes(${hospitalLineDown}[${bureau.flapWindow}]) >= ${bureau.flaps}`,
  for: bureau.flapFor,
  keep: bureau.flapKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：专线 1 小时内通断变化 {{ $value }} 次',
      en: 'Hospital {{ $labels.hospital }}: the line changed its state {{ $value }} times within an hour',
    },
    description: {
      zh: '专线时断时续，每次都自行恢复。期间转离线结算，恢复后补传；多为光猫、接头或运营商链路接触不良。',
      en: 'The line breaks and comes back by itself again and again. Windows settle offline in between; usually the modem, a connector or the provider’s link.',
    },
    short: { zh: '专线时断时续', en: 'line flaps' },
    action: { zh: '查光猫接头并报修', en: 'check modem, call provider' },
  },
});

const saturated = rule({
  alert: 'LineSaturated',
  urgency: 'P4',
  family: 'network',
  scope: 'hospital',
  expr: promql`
    8 * sum by (${by.hospital}) (
      rate(${fromAgents(networkTransmitBytes, { device: { not: 'lo' } })}[${timing.rateWindow}])
    )
    / on (hospital) group_left ()
    ${lineBits}
    > ${bureau.saturated}`,
  for: bureau.saturatedFor,
  keep: bureau.saturatedFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：专线带宽已用 {{ $value | humanizePercentage }}',
      en: 'Hospital {{ $labels.hospital }}: {{ $value | humanizePercentage }} of the line’s bandwidth is in use',
    },
    description: {
      zh: '服务器发出的流量接近专线合同带宽，多为补传或备份。结算可用，可能变慢；经常出现应扩容或改时段。',
      en: 'The servers send close to the contracted bandwidth, usually an upload after an outage or a backup. If it comes often, move the job or widen the line.',
    },
    short: { zh: '专线带宽接近用满', en: 'line nearly saturated' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

export const bureauAlerts: readonly AlertRule[] = [
  citywide,
  district,
  hospital,
  lan,
  backup,
  degraded,
  lossy,
];
export const lineQualityAlerts: readonly AlertRule[] = [flapping, saturated];
