import type { PairState } from '../../catalog/labels.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';
import { componentVersionInfo } from '../../catalog/service.ts';
import { pairActive, pairReplicationLag, pairState } from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { unlessPlanned } from '../calendar.ts';
import { pair } from '../config.ts';
import { serverUp } from '../recording/topology.ts';
import { type AlertRule, rule } from '../rule.ts';

const common = { family: 'pair', scope: 'pair' } as const;
const members = { role: { not: 'single' } } as const;
const active = fromAgents(pairActive, members);

function inState(state: PairState): PromQL {
  return promql`${fromAgents(pairState, { state })} == 1`;
}

const noActive = rule({
  alert: 'PairNoActive',
  ...common,
  urgency: 'P1',
  expr: promql`
    max by (${by.hospital}) (${active}) == 0
    and
    count by (${by.hospital}) (${active}) == 2`,
  for: pair.stateFor,
  keep: pair.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：主备两台都在，但没有一台在服务',
      en: 'Hospital {{ $labels.hospital }}: both servers of the pair are up and neither serves',
    },
    description: {
      zh: '两台服务器都开着，切换没有完成，窗口连不上结算。不要手工开两台；按贴纸顺序，在工程师电话指导下操作。',
      en: 'Both servers run, the fail-over did not finish and windows find no settlement. Never start both by hand; follow the label with the engineer on the telephone.',
    },
    short: { zh: '主备均未提供服务', en: 'no active server' },
    action: { zh: '按贴纸顺序开机打热线', en: 'follow the label, call' },
  },
});

const splitBrain = rule({
  alert: 'PairSplitBrain',
  ...common,
  urgency: 'P1',
  expr: promql`
    sum by (${by.hospital}) (${active}) > 1
    or
    max by (${by.hospital}) (${fromAgents(pairState, { state: 'split_brain' })}) == 1`,
  for: pair.stateFor,
  keep: pair.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：主备双活冲突，两台同时在服务',
      en: 'Hospital {{ $labels.hospital }}: both servers of the pair serve at once',
    },
    description: {
      zh: '两台都认为自己是主机，交易分散在两个数据库，会重复或丢失对账。不要重启任何一台；由工程师决定停哪一台。',
      en: 'Both servers believe to be the active one; trades go to two databases and the books will differ. Restart neither: an engineer decides which one stops.',
    },
    short: { zh: '主备双活冲突', en: 'both servers active' },
    action: { zh: '勿重启任何一台打热线', en: 'restart neither, call' },
  },
});

const failedOver = rule({
  alert: 'PairFailedOver',
  ...common,
  urgency: 'P2',
  expr: promql`group by (${by.hospital}) (${inState('failed_over')})`,
  for: pair.stateFor,
  keep: pair.longKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：已切换到备机',
      en: 'Hospital {{ $labels.hospital }}: failed over to the standby',
    },
    description: {
      zh: '主机出问题，备机已接管，结算正常。备机再出问题就没有退路；查主机原因，不要急着切回。',
      en: 'The primary had a problem and the standby took over; settlement works. There is no way back if it fails too: find the reason, do not hurry to switch back.',
    },
    short: { zh: '已切到备机', en: 'failed over to standby' },
    action: { zh: '勿手工切回', en: 'do not switch back' },
  },
});

const noRedundancy = rule({
  alert: 'PairNoRedundancy',
  ...common,
  urgency: 'P2',
  expr: promql`sum by (${by.hospital}) (${serverUp}{role!="single"}) == 1`,
  for: pair.redundancyFor,
  keep: pair.longKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：主备只剩一台可用',
      en: 'Hospital {{ $labels.hospital }}: only one server of the pair is left',
    },
    description: {
      zh: '主备中只有一台应答，结算正常，但再坏一台就全院停结算。当天恢复另一台。',
      en: 'One server of the pair answers; settlement works, but the next failure stops the hospital. Bring the other one back today.',
    },
    short: { zh: '主备失去冗余', en: 'pair without redundancy' },
    action: { zh: '看电源灯勿动另一台', en: 'check power, leave partner' },
  },
});

const stale = rule({
  alert: 'PairStandbyStale',
  ...common,
  urgency: 'P3',
  expr: promql`
    group by (${by.hospital}) (${inState('standby_stale')})
    or
    group by (${by.hospital}) (${fromAgents(pairReplicationLag)} > ${pair.lagSeconds})`,
  for: pair.staleFor,
  keep: pair.longKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：备机数据落后',
      en: 'Hospital {{ $labels.hospital }}: the standby is behind',
    },
    description: {
      zh: '备机复制落后 5 分钟以上或已停止。结算正常；此时切换会丢失最近的本地记录，切换前必须先追平。',
      en: 'Replication to the standby is more than five minutes behind or stopped. Settlement works; failing over now would lose the latest local records, so let it catch up first.',
    },
    short: { zh: '备机数据落后', en: 'standby behind' },
    action: { zh: '勿手工切换', en: 'do not switch over' },
  },
});

const skew = rule({
  alert: 'PairVersionSkew',
  ...common,
  part: { label: 'component' },
  urgency: 'P3',
  expr: unlessPlanned(promql`
    count by (${by.hospital}, component) (
      group by (${by.hospital}, component, version) (${fromAgents(componentVersionInfo, members)})
    ) > 1`),
  for: pair.skewFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：主备两台的 {{ $labels.component }} 版本不同',
      en: 'Hospital {{ $labels.hospital }}: the two servers run different versions of {{ $labels.component }}',
    },
    description: {
      zh: '一台升级了，另一台没有。结算正常；切换后可能出现新问题。按发布流程把另一台补齐。',
      en: 'One server was updated and the other one was not. Settlement works; a fail-over may bring surprises. Finish the roll-out on the other one.',
    },
    short: { zh: '主备程序版本不一致', en: 'pair versions differ' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

export const pairAlerts: readonly AlertRule[] = [
  noActive,
  splitBrain,
  failedOver,
  noRedundancy,
  stale,
  skew,
];
