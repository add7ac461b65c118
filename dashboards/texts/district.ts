import type { PanelText, Text } from '../language.ts';

/** Every title and description of the district's board. */
export const district = {
  board: {
    title: { zh: '区', en: 'District' },
    about: {
      zh: '一个或几个区:哪些医院有问题,线路怎样,和全市相比如何。',
      en: 'One district or several: which hospitals are ill, how are the lines, how does it compare with the city.',
    },
  },
  down: {
    title: { zh: '停机', en: 'Down' },
    about: { zh: '有 P1 告警的医院数。', en: 'Hospitals with a P1 alarm.' },
  },
  degraded: {
    title: { zh: '降级', en: 'Degraded' },
    about: { zh: '有 P2 告警的医院数。', en: 'Hospitals with a P2 alarm.' },
  },
  notice: {
    title: { zh: '注意', en: 'Notice' },
    about: { zh: '只有 P3、P4 告警的医院数。', en: 'Hospitals with P3 or P4 alarms only.' },
  },
  unobserved: {
    title: { zh: '未观测', en: 'Not observed' },
    about: {
      zh: '没有数据的医院数:关门、断线或采集停止,不等于正常。',
      en: 'Hospitals that send nothing: closed, cut off or without agent; that is not the same as well.',
    },
  },
  ok: {
    title: { zh: '正常', en: 'OK' },
    about: {
      zh: '在观测中、没有告警的医院数。',
      en: 'Hospitals that are observed and have no alarm.',
    },
  },
  age: {
    title: { zh: '数据时间', en: 'Age of data' },
    about: { zh: '全市最新数据距今多久。', en: 'How old the newest data of the city is.' },
  },
  tiles: {
    title: { zh: '本区医院', en: 'Hospitals' },
    about: {
      zh: '一格一家医院;红 P1,橙 P2,黄 P3/P4,紫 未观测。',
      en: 'One tile a hospital: red P1, orange P2, yellow P3 or P4, violet not observed.',
    },
  },
  alarms: {
    title: { zh: '告警', en: 'Alarms' },
    about: {
      zh: '本区正在发生的告警,P1 在前。',
      en: 'Alarms of the district that fire, P1 first.',
    },
  },
  hospitals: {
    title: { zh: '医院明细', en: 'Hospitals in detail' },
    about: {
      zh: '状态差的在前;失败率为最近 5 分钟,离线为最近 10 分钟。',
      en: 'Worst state first; failures of the last 5 minutes, offline of the last 10.',
    },
  },
  lines: {
    title: { zh: '线路中断', en: 'Cut lines' },
    about: {
      zh: '所选时间内中断过的医院专线,每家一行。',
      en: 'Lines that were cut in the chosen time, one row a hospital.',
    },
  },
  success: {
    title: { zh: '结算成功率', en: 'Settlement success' },
    about: {
      zh: '各区最近 5 分钟系统成功率,灰线为全市;虚线为告警限值。',
      en: 'Share of calls without a system error by district, the city in gray; dashed: limits of the alarm.',
    },
  },
  settlements: {
    title: { zh: '结算笔数', en: 'Settlements' },
    about: { zh: '各区每分钟结算笔数。', en: 'Settlements a minute by district.' },
  },
  service: {
    title: { zh: '能结算的医院', en: 'Hospitals that can settle' },
    about: {
      zh: '各区能结算的医院所占比例;虚线为区级告警限值。',
      en: 'Share of hospitals that can settle; dashed: limits of the district alarm.',
    },
  },
} as const satisfies Readonly<Record<string, PanelText>>;

export const districtRows = {
  details: { zh: '明细', en: 'Details' },
  curves: { zh: '走势', en: 'Over time' },
} as const satisfies Readonly<Record<string, Text>>;

export const districtWords = {
  noLineCut: { zh: '没有中断', en: 'None was cut' },
} as const satisfies Readonly<Record<string, Text>>;
