import type { PanelText, Text } from '../language.ts';

/** Every title and description of the hospital's board. */
export const hospital = {
  board: {
    title: { zh: '医院', en: 'Hospital' },
    about: {
      zh: '一家医院:能不能结算,卡在哪一环,主备怎样,数据是否最新。',
      en: 'One hospital: can it settle, which link is broken, how is the pair, is the data fresh.',
    },
  },
  state: {
    title: { zh: '状态', en: 'State' },
    about: {
      zh: '由告警得出:P1 停机,P2 降级,P3/P4 注意。',
      en: 'From its alarms: P1 down, P2 degraded, P3 or P4 notice.',
    },
  },
  settle: {
    title: { zh: '能否结算', en: 'Can it settle' },
    about: {
      zh: '主备任一台的结算组件和数据库可用即为正常。',
      en: 'OK while one server has settlement core and database up.',
    },
  },
  servers: {
    title: { zh: '服务器', en: 'Servers' },
    about: {
      zh: '主备视为一体:都在线正常,一台在线降级,都不在线停机。',
      en: 'The pair as one: both up OK, one up degraded, none up down.',
    },
  },
  line: {
    title: { zh: '专线', en: 'Line' },
    about: {
      zh: '到医院的线路:路由器和服务器都不通才算中断。',
      en: 'The line to the hospital: cut when neither router nor server answers.',
    },
  },
  mode: {
    title: { zh: '结算方式', en: 'Mode' },
    about: {
      zh: '最近 10 分钟在线还是离线结算。',
      en: 'Whether settlements of the last 10 minutes were online or offline.',
    },
  },
  age: {
    title: { zh: '数据时间', en: 'Age of data' },
    about: {
      zh: '这家医院最新数据距今多久。',
      en: 'How old the newest sample of this hospital is.',
    },
  },
  pair: {
    title: { zh: '主备状态', en: 'Pair' },
    about: { zh: '两台服务器各自看到的主备状态。', en: 'State of the pair as each side sees it.' },
  },
  active: {
    title: { zh: '当前服务', en: 'Serving' },
    about: { zh: '哪台服务器在提供服务。', en: 'Which server serves.' },
  },
  lag: {
    title: { zh: '备机落后', en: 'Standby behind' },
    about: { zh: '备机数据库落后主机多久。', en: 'How far the database of the standby is behind.' },
  },
  chain: {
    title: { zh: '业务链', en: 'Chain' },
    about: {
      zh: '从窗口到医保中心的每一环:全部正常、部分、全部停止。',
      en: 'Each link from the window to the bureau: all, some or none work.',
    },
  },
  transactions: {
    title: { zh: '交易', en: 'Transactions' },
    about: {
      zh: '每分钟交易按结果堆叠;错误画在零线以下。',
      en: 'Calls a minute by result, stacked; errors below zero.',
    },
  },
  latency: {
    title: { zh: '耗时 p95', en: 'Latency p95' },
    about: {
      zh: '主要交易的第 95 百分位;虚线为告警限值。',
      en: 'The 95th percentile of the main calls; dashed: limit of the alarm.',
    },
  },
  duration: {
    title: { zh: '结算耗时分布', en: 'Trade duration' },
    about: {
      zh: '交易确认耗时的分布,颜色越深笔数越多。',
      en: 'Distribution of the duration of trade.',
    },
  },
  queue: {
    title: { zh: '待上传', en: 'Backlog' },
    about: { zh: '各队列尚未上传的记录数。', en: 'Records not yet sent, by queue.' },
  },
  uploadAge: {
    title: { zh: '最早未上传', en: 'Oldest not sent' },
    about: {
      zh: '各队列最早一条等了多久;虚线为告警限值。',
      en: 'How long the oldest record of a queue has been waiting; dashed: limits of the alarm.',
    },
  },
  indoubt: {
    title: { zh: '在疑交易', en: 'In doubt' },
    about: {
      zh: '结果不明的交易数,不能重复结算,先查状态。',
      en: 'Trades without a known result: query the state before settling again.',
    },
  },
  datasets: {
    title: { zh: '数据版本', en: 'Datasets' },
    about: {
      zh: '六类下载数据:在用版本、生成多久、最近成功下载多久、行数。',
      en: 'The six downloads: version in use, age, last good download, rows.',
    },
  },
  disks: {
    title: { zh: '磁盘', en: 'Filesystems' },
    about: {
      zh: '各卷已用比例,与告警同一口径。',
      en: 'Used share of each volume, measured as the alarm does.',
    },
  },
  cpu: {
    title: { zh: 'CPU', en: 'CPU' },
    about: { zh: '5 分钟平均使用率。', en: 'Busy share, 5-minute mean.' },
  },
  memory: {
    title: { zh: '内存', en: 'Memory' },
    about: { zh: '不可用内存的比例。', en: 'Share of memory that is not available.' },
  },
  history: {
    title: { zh: '状态与告警', en: 'State and alarms' },
    about: {
      zh: '第一行是医院状态,下面每行一种告警。',
      en: 'First the state of the hospital, then a line for each alarm.',
    },
  },
  alarms: {
    title: { zh: '告警', en: 'Alarms' },
    about: {
      zh: '正在发生和等待确认的告警,也含所在区和全市的。',
      en: 'Alarms that fire or are about to, also those of the district and the city.',
    },
  },
} as const satisfies Readonly<Record<string, PanelText>>;

export const hospitalRows = {
  now: { zh: '现在', en: 'Now' },
  business: { zh: '业务', en: 'Business' },
  data: { zh: '上传与数据', en: 'Upload and data' },
  machines: { zh: '服务器', en: 'Servers' },
} as const satisfies Readonly<Record<string, Text>>;
