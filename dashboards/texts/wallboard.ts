import type { PanelText, Text } from '../language.ts';

/** Every title and description of the wallboard. */
export const wall = {
  board: {
    title: { zh: '医保前置机大屏', en: 'Wallboard' },
    about: {
      zh: '全市一屏:是否正常,哪个区,哪家医院,谁来处理。',
      en: 'The city on one screen: is it all right, which district, which hospital, who acts.',
    },
  },
  online: {
    title: { zh: '在线医院', en: 'Hospitals online' },
    about: {
      zh: '没有 P1、P2 告警且在观测中的医院数。',
      en: 'Hospitals that are observed and have no P1 or P2 alarm.',
    },
  },
  success: {
    title: { zh: '结算成功率', en: 'Settlement success' },
    about: {
      zh: '最近 5 分钟全市结算类交易的系统成功率。',
      en: 'Share of settlement calls without a system error or time-out, city, last 5 minutes.',
    },
  },
  offline: {
    title: { zh: '离线结算', en: 'Settling offline' },
    about: {
      zh: '连不上医保中心、转本地红名单结算的医院数，含专线中断的。',
      en: 'Hospitals that cannot reach the insurance bureau and settle by the local red list, cut lines included.',
    },
  },
  backlog: {
    title: { zh: '待上传', en: 'Upload backlog' },
    about: {
      zh: '全市尚未上传医保中心的记录数。',
      en: 'Records of the whole city not yet sent to the bureau.',
    },
  },
  p1: {
    title: { zh: 'P1 告警', en: 'P1 alarms' },
    about: {
      zh: '正在发生的 P1 告警数:不能结算或资金有风险。',
      en: 'P1 alarms that fire now: no settlement, or money at risk.',
    },
  },
  age: {
    title: { zh: '数据时间', en: 'Age of data' },
    about: {
      zh: '屏上最新数据距今多久;超过一分钟说明监控本身有问题。',
      en: 'How old the newest data on this wall is; above a minute the monitoring itself is ill.',
    },
  },
  tiles: {
    title: { zh: '全部医院', en: 'All hospitals' },
    about: {
      zh: '一格一家医院,按区和编号排列;红 P1,橙 P2,黄 P3/P4,紫 未观测。',
      en: 'One tile a hospital, by district and code: red P1, orange P2, yellow P3 or P4, violet not observed.',
    },
  },
  worst: {
    title: { zh: '最差十家', en: 'Worst ten' },
    about: {
      zh: '先看状态,再看最近 5 分钟结算失败率。',
      en: 'By state first, then by the share of failed settlements in the last 5 minutes.',
    },
  },
  alarms: {
    title: { zh: '正在告警', en: 'Firing' },
    about: {
      zh: '正在发生的 P1、P2 告警,最新二十条,P1 在前。',
      en: 'P1 and P2 alarms that fire, the newest twenty, P1 first.',
    },
  },
  settlements: {
    title: { zh: '结算笔数与上周同刻', en: 'Settlements against last week' },
    about: {
      zh: '蓝线为每分钟结算笔数,灰线为上周同一时刻。',
      en: 'Settlements a minute; in gray the same time a week ago.',
    },
  },
  latency: {
    title: { zh: '结算耗时 p95', en: 'Trade latency p95' },
    about: {
      zh: '交易确认耗时的第 95 百分位,按医院级别;虚线为告警限值。',
      en: 'The 95th percentile of trade by level of hospital; dashed: the limit of the alarm.',
    },
  },
} as const satisfies Readonly<Record<string, PanelText>>;

/** Words on the wallboard that are not titles. */
export const wallWords = {
  online: { zh: '在线医院 · 共 {{all}} 家', en: 'Hospitals online · of {{all}}' },
  success: {
    zh: '结算成功率 · 1 小时前 {{before}}',
    en: 'Success · 1 h ago {{before}}',
  },
  offline: {
    zh: '离线医院 · 占结算 {{percent}}',
    en: 'Offline · {{percent}} of trades',
  },
  backlog: { zh: '待上传 · 1 小时前 {{before}}', en: 'Backlog · 1 h ago {{before}}' },
  p1: { zh: 'P1 告警 · P2 {{p2}} 条', en: 'P1 alarms · P2 {{p2}}' },
  noHospital: { zh: '无', en: 'none' },
  hole: { zh: '空格。', en: 'Empty cell.' },
  now: { zh: '现在', en: 'now' },
  lastWeek: { zh: '上周同刻', en: 'a week ago' },
  wholeCity: { zh: '全市', en: 'City' },
  wholeDistrict: { zh: '多家', en: 'many' },
  nothingFires: { zh: '没有告警', en: 'No alarm' },
} as const satisfies Readonly<Record<string, Text>>;

/** What a district's cell says behind its info mark. */
export function districtAbout(name: Text): Text {
  return {
    zh: `${name.zh}:能结算的医院所占比例。`,
    en: `${name.en}: share of hospitals that can settle.`,
  };
}
