import type { PanelText, Text } from '../language.ts';

/** Every title and description of the board of alarms. */
export const alarms = {
  board: {
    title: { zh: '告警', en: 'Alarms' },
    about: {
      zh: '现在有哪些告警,最近一天哪里最多,通知是否送到。',
      en: 'What fires now, where most in the last day, whether messages arrive.',
    },
  },
  p1: {
    title: { zh: 'P1 紧急', en: 'P1 urgent' },
    about: { zh: '不能结算或资金有风险。', en: 'No settlement, or money at risk.' },
  },
  p2: {
    title: { zh: 'P2 严重', en: 'P2 serious' },
    about: { zh: '业务降级,很快会影响结算。', en: 'Degraded; settlement will suffer soon.' },
  },
  p3: {
    title: { zh: 'P3 当天', en: 'P3 today' },
    about: { zh: '当天处理。', en: 'To be dealt with today.' },
  },
  p4: {
    title: { zh: 'P4 留意', en: 'P4 notice' },
    about: { zh: '留意即可。', en: 'To be kept in mind.' },
  },
  firing: {
    title: { zh: '正在告警', en: 'Firing' },
    about: {
      zh: '正在发生的告警,P1 在前,最多一百条。',
      en: 'Alarms that fire, P1 first, at most a hundred.',
    },
  },
  timeline: {
    title: { zh: '各区最高级别', en: 'Worst by district' },
    about: {
      zh: '每个区当时最严重的告警级别。',
      en: 'The worst priority that fired in each district.',
    },
  },
  longest: {
    title: { zh: '24 小时内最久', en: 'Longest in 24 h' },
    about: {
      zh: '最近 24 小时告警时间最长的医院和告警。',
      en: 'Hospital and alarm that fired longest in the last 24 hours.',
    },
  },
  density: {
    title: { zh: '告警数', en: 'How many fire' },
    about: {
      zh: '同时发生的告警数,按级别堆叠。',
      en: 'Alarms that fire at a time, stacked by priority.',
    },
  },
  deliveries: {
    title: { zh: '通知', en: 'Messages' },
    about: { zh: '发送次数,按渠道和结果。', en: 'Attempts to deliver, by channel and result.' },
  },
  silences: {
    title: { zh: '静默', en: 'Silences' },
    about: { zh: 'Alertmanager 中生效的静默数。', en: 'Silences that are active in Alertmanager.' },
  },
  incidents: {
    title: { zh: '未结事件', en: 'Open incidents' },
    about: { zh: '通知程序中未结束的事件数。', en: 'Incidents that the notifier has open.' },
  },
} as const satisfies Readonly<Record<string, PanelText>>;

export const alarmColumns = {
  minutes: { zh: '分钟', en: 'Minutes' },
} as const satisfies Readonly<Record<string, Text>>;
