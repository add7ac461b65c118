import type { PanelText, Text } from '../language.ts';

/** Every title and description of the board of uploads. */
export const upload = {
  board: {
    title: { zh: '上传队列', en: 'Upload queue' },
    about: {
      zh: '结算记录是否按时送到医保中心,卡在线路、中心还是医院。',
      en: 'Do records reach the bureau in time, and is line, bureau or hospital the brake.',
    },
  },
  backlog: {
    title: { zh: '全市待上传', en: 'Backlog of the city' },
    about: { zh: '全市尚未上传的记录数。', en: 'Records of the city that are not yet sent.' },
  },
  line: {
    title: { zh: '卡在线路', en: 'Line is the brake' },
    about: {
      zh: '积压超时、且连不上医保中心的医院数。',
      en: 'Hospitals with an old backlog that reach the bureau on no path.',
    },
  },
  bureau: {
    title: { zh: '卡在医保中心', en: 'Bureau is the brake' },
    about: {
      zh: '积压超时、中心失败或拒收多于成功的医院数。',
      en: 'Hospitals with an old backlog whose sends mostly fail or are rejected.',
    },
  },
  hospital: {
    title: { zh: '卡在医院', en: 'Hospital is the brake' },
    about: {
      zh: '积压超时、线路和中心都正常的医院数:查上传程序、磁盘、数据库。',
      en: 'Hospitals with an old backlog while line and bureau are well: uploader, disk or database.',
    },
  },
  age: {
    title: { zh: '数据时间', en: 'Age of data' },
    about: { zh: '全市最新数据距今多久。', en: 'How old the newest data of the city is.' },
  },
  oldest: {
    title: { zh: '等得最久', en: 'Waiting longest' },
    about: {
      zh: '最早一条等待超过限值的医院,最久的在前。',
      en: 'Hospitals whose oldest record waits longer than allowed, the longest first.',
    },
  },
  drain: {
    title: { zh: '多久排空', en: 'Until empty' },
    about: {
      zh: '按目前速度还要多久排空;不在减少的排在最前,写作"不减少"。',
      en: 'At the present slope; queues that do not fall come first and say so.',
    },
  },
  trend: {
    title: { zh: '待上传走势', en: 'Backlog over time' },
    about: {
      zh: '全市待上传,灰线为昨天同一时刻。',
      en: 'Records not yet sent; in gray the same time yesterday.',
    },
  },
  brakes: {
    title: { zh: '有积压的医院', en: 'Hospitals with a backlog' },
    about: {
      zh: '积压超时的医院数,按卡在哪里。',
      en: 'Hospitals with an old backlog, by what brakes.',
    },
  },
} as const satisfies Readonly<Record<string, PanelText>>;

export const uploadWords = {
  nobodyWaits: { zh: '没有积压', en: 'No backlog' },
  yesterday: { zh: '昨天同刻', en: 'a day ago' },
  now: { zh: '现在', en: 'now' },
  queue: { zh: '队列', en: 'Queue' },
  brake: { zh: '卡在', en: 'Brake' },
  waits: { zh: '等待', en: 'Waits' },
  hours: { zh: '小时', en: 'Hours' },
  never: { zh: '不减少', en: 'does not fall' },
} as const satisfies Readonly<Record<string, Text>>;
