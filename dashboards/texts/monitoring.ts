import type { PanelText, Text } from '../language.ts';

/** Every title and description of the board of the monitoring itself. */
export const monitoring = {
  board: {
    title: { zh: '监控自身', en: 'Monitoring health' },
    about: {
      zh: '屏上显示的是否真实、是否新鲜:采集、规则、告警、通知每一环。',
      en: 'Is what is shown true and fresh: each link from scrape to message.',
    },
  },
  agents: {
    title: { zh: '采集在线', en: 'Agents up' },
    about: {
      zh: '有应答的采集程序所占比例,关门的医院也算在内。',
      en: 'Share of agents that answer, closed hospitals included.',
    },
  },
  unobserved: {
    title: { zh: '未观测服务器', en: 'Servers not observed' },
    about: {
      zh: '登记在册而没有数据的服务器数。',
      en: 'Servers of the registry that send nothing.',
    },
  },
  age: {
    title: { zh: '数据时间', en: 'Age of data' },
    about: { zh: '全市最新数据距今多久。', en: 'How old the newest data of the city is.' },
  },
  watchdog: {
    title: { zh: '自检', en: 'Watchdog' },
    about: {
      zh: '通知程序上次收到自检告警距今多久:从规则到通知整条链是通的。',
      en: 'Time since the notifier last received the watchdog alarm: the chain from rule to message works.',
    },
  },
  outbox: {
    title: { zh: '最早未发出', en: 'Oldest unsent' },
    about: {
      zh: '最早一条未发出的通知等了多久。',
      en: 'Age of the oldest message that has not been sent.',
    },
  },
  registry: {
    title: { zh: '登记表', en: 'Registry' },
    about: { zh: '医院登记表上次读取距今多久。', en: 'Time since the registry was last read.' },
  },
  programs: {
    title: { zh: '各程序', en: 'Programs' },
    about: {
      zh: '监控系统自己的程序是否有应答。',
      en: 'Whether the programs of the monitoring itself answer.',
    },
  },
  channels: {
    title: { zh: '通知渠道', en: 'Channels' },
    about: {
      zh: '各渠道上次发送或探测是否成功。',
      en: 'Whether the last message or probe of a channel went well.',
    },
  },
  samples: {
    title: { zh: '样本写入', en: 'Samples stored' },
    about: { zh: 'Prometheus 每秒写入的样本数。', en: 'Samples a second that Prometheus stores.' },
  },
  rules: {
    title: { zh: '规则计算用时', en: 'Time of rules' },
    about: { zh: '每组规则上次计算用时。', en: 'Duration of the last evaluation by group.' },
  },
  failures: {
    title: { zh: '规则和通知失败', en: 'Failures' },
    about: {
      zh: '每小时失败的规则计算和 Alertmanager 通知。',
      en: 'Failed evaluations and failed notifications of Alertmanager, an hour.',
    },
  },
  queries: {
    title: { zh: '看板查询', en: 'Queries of boards' },
    about: {
      zh: '每秒经中心查询 Prometheus 的次数,按结果。',
      en: 'Queries a second through the center, by what became of them.',
    },
  },
} as const satisfies Readonly<Record<string, PanelText>>;

export const monitoringWords = {
  evaluations: { zh: '规则', en: 'rules' },
  notifications: { zh: '通知', en: 'notifications' },
} as const satisfies Readonly<Record<string, Text>>;
