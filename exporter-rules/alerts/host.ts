import { promql } from '../../catalog/promql.ts';
import { host } from '../config.ts';
import { pairDown, serverUp } from '../recording/topology.ts';
import { type AlertRule, rule, type Texts } from '../rule.ts';

const pair = rule({
  alert: 'PairDown',
  urgency: 'P1',
  family: 'host',
  scope: 'pair',
  expr: promql`${pairDown} == 1`,
  for: host.pairFor,
  keep: host.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：主备服务器均不可用，专线正常',
      en: 'Hospital {{ $labels.hospital }}: both servers of the pair are dead, the line is alive',
    },
    description: {
      zh: '主机和备机都不应答，而路由器应答。全院不能医保结算，多为机房停电、空调或交换机故障。',
      en: 'Primary and standby are silent while the router answers. The hospital cannot settle; usually power, cooling or the switch of the machine room.',
    },
    short: { zh: '主备服务器均不可用', en: 'both servers down' },
    action: { zh: '按贴纸顺序开机打热线', en: 'power on as labeled, call' },
  },
});

const onlyServerTexts: Texts = {
  summary: {
    zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 停机，专线正常',
    en: 'Hospital {{ $labels.hospital }}: server {{ $labels.server }} is dead, the line is alive',
  },
  description: {
    zh: '该院唯一的前置机不应答，而路由器应答。全院不能医保结算，多为断电、死机或网线松动。',
    en: 'The only server of the hospital is silent while the router answers. The hospital cannot settle; usually power, a hang or a loose cable.',
  },
  short: { zh: '服务器停机无法结算', en: 'server down, no settlement' },
  action: { zh: '看电源灯按开机卡操作', en: 'check power light, see card' },
};

const pairMemberTexts: Texts = {
  summary: {
    zh: '医院 {{ $labels.hospital }}：主备中的 {{ $labels.server }} 停机，另一台仍在运行',
    en: 'Hospital {{ $labels.hospital }}: {{ $labels.server }} of the pair is dead, its partner carries on',
  },
  description: {
    zh: '主备两台中的一台不应答，结算由另一台继续。冗余已失，另一台再停即全院停结算。',
    en: 'One server of the pair is silent and the other one settles. Redundancy is lost: a second failure stops the hospital.',
  },
  short: { zh: '主备一台停机失去冗余', en: 'one of the pair down' },
  action: { zh: '看电源灯勿动另一台', en: 'check power, leave partner' },
};

const common = {
  alert: 'HostDown',
  family: 'host',
  scope: 'server',
  for: host.hostFor,
  keep: host.keep,
} as const;

const onlyServer = rule({
  ...common,
  urgency: 'P1',
  expr: promql`${serverUp}{role="single"} == 0`,
  texts: onlyServerTexts,
});

const pairMember = rule({
  ...common,
  urgency: 'P2',
  expr: promql`${serverUp}{role!="single"} == 0`,
  texts: pairMemberTexts,
});

export const hostAlerts: readonly AlertRule[] = [pair, onlyServer, pairMember];
