import type { PanelText, Text } from '../language.ts';

/** Every title and description of the server's board. */
export const server = {
  board: {
    title: { zh: '服务器', en: 'Server' },
    about: {
      zh: '一台前置机:是否在线,哪个部件有问题,还能撑多久。',
      en: 'One server: is it up, which part is ill, how long will it last.',
    },
  },
  up: {
    title: { zh: '在线', en: 'Up' },
    about: { zh: '采集程序或网络探测有应答。', en: 'The agent or the network probe answers.' },
  },
  uptime: {
    title: { zh: '已运行', en: 'Uptime' },
    about: { zh: '距上次开机多久。', en: 'Time since the last boot.' },
  },
  bootReason: {
    title: { zh: '上次开机原因', en: 'Last boot' },
    about: {
      zh: '计划内、断电、崩溃或不明。',
      en: 'Why the server booted: planned, power, crash or unknown.',
    },
  },
  clock: {
    title: { zh: '时钟偏差', en: 'Clock offset' },
    about: { zh: '本机时钟与时间服务的差。', en: 'Server clock against the time service.' },
  },
  ups: {
    title: { zh: 'UPS 电量', en: 'UPS charge' },
    about: { zh: '不间断电源剩余电量。', en: 'Charge that the UPS has left.' },
  },
  age: {
    title: { zh: '数据时间', en: 'Age of data' },
    about: { zh: '这台服务器最新数据距今多久。', en: 'How old the newest sample is.' },
  },
  identity: {
    title: { zh: '身份', en: 'Identity' },
    about: {
      zh: '登记的医院和角色,采集程序版本,主机名和内核。',
      en: 'Hospital and role of the registry, version of the agent, host name and kernel.',
    },
  },
  alarms: {
    title: { zh: '告警', en: 'Alarms' },
    about: {
      zh: '这台服务器正在发生和等待确认的告警。',
      en: 'Alarms of this server that fire or are about to.',
    },
  },
  cpu: {
    title: { zh: 'CPU', en: 'CPU' },
    about: {
      zh: '5 分钟平均使用率;虚线为告警限值。',
      en: 'Busy share, 5-minute mean; dashed: limit of the alarm.',
    },
  },
  memory: {
    title: { zh: '内存', en: 'Memory' },
    about: {
      zh: '不可用内存的比例;虚线为告警限值。',
      en: 'Share of memory that is not available; dashed: limit of the alarm.',
    },
  },
  disks: {
    title: { zh: '磁盘', en: 'Filesystems' },
    about: {
      zh: '各卷已用比例,与告警同一口径。',
      en: 'Used share of each volume, measured as the alarm does.',
    },
  },
  diskTrend: {
    title: { zh: '磁盘走势', en: 'Filesystems over time' },
    about: {
      zh: '各卷已用比例的走势;虚线为告警限值。',
      en: 'Used share over time; dashed: limits of the alarm.',
    },
  },
  diskBusy: {
    title: { zh: '磁盘繁忙', en: 'Disk busy' },
    about: {
      zh: '每块盘有请求在处理的时间比例。',
      en: 'Share of time in which a disk had requests.',
    },
  },
  network: {
    title: { zh: '网卡', en: 'Network' },
    about: { zh: '接收画在零线以上,发送在以下。', en: 'Received above zero, sent below.' },
  },
  components: {
    title: { zh: '组件', en: 'Components' },
    about: {
      zh: '结算系统各组件何时正常,何时停止。',
      en: 'When each component of the settlement system worked and when not.',
    },
  },
  pool: {
    title: { zh: '数据库连接', en: 'Database pool' },
    about: {
      zh: '在用、等待和最多可用的连接。',
      en: 'Connections in use, callers waiting, and the most there may be.',
    },
  },
  queries: {
    title: { zh: '数据库查询', en: 'Database queries' },
    about: { zh: '固定查询最近一次用时。', en: 'Duration of the last canned query.' },
  },
  scrape: {
    title: { zh: '采集用时', en: 'Scrape' },
    about: {
      zh: '一次采集从请求到收完的时间。',
      en: 'Time of a scrape from request to last byte.',
    },
  },
  collectors: {
    title: { zh: '采集项', en: 'Collectors' },
    about: { zh: '每个采集项是否成功。', en: 'Whether each collector succeeded.' },
  },
} as const satisfies Readonly<Record<string, PanelText>>;

export const serverRows = {
  machine: { zh: '主机', en: 'Machine' },
  service: { zh: '结算系统', en: 'Settlement system' },
  collection: { zh: '采集', en: 'Collection' },
} as const satisfies Readonly<Record<string, Text>>;

/** Names of curves on the server's board. */
export const serverWords = {
  received: { zh: '{{device}} 收', en: '{{device}} in' },
  sent: { zh: '{{device}} 发', en: '{{device}} out' },
  inUse: { zh: '在用', en: 'in use' },
  waiting: { zh: '等待', en: 'waiting' },
  most: { zh: '上限', en: 'limit' },
} as const satisfies Readonly<Record<string, Text>>;
