import type { PanelText, Text } from './language.ts';

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

/** Heads of columns. */
export const columns = {
  hospital: { zh: '医院', en: 'Hospital' },
  code: { zh: '编号', en: 'Code' },
  district: { zh: '区', en: 'District' },
  state: { zh: '状态', en: 'State' },
  failures: { zh: '失败率', en: 'Failed' },
  priority: { zh: '级别', en: 'Priority' },
  alarm: { zh: '告警', en: 'Alarm' },
  since: { zh: '开始', en: 'Since' },
  server: { zh: '服务器', en: 'Server' },
  phase: { zh: '阶段', en: 'Phase' },
  dataset: { zh: '数据', en: 'Dataset' },
  version: { zh: '版本', en: 'Version' },
  made: { zh: '生成于', en: 'Made' },
  downloaded: { zh: '最近下载', en: 'Last download' },
  rows: { zh: '行数', en: 'Rows' },
} as const satisfies Readonly<Record<string, Text>>;
