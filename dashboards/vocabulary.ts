import type {
  ForecastOutcome,
  ForecastReason,
  ForecastResource,
  ForecastState,
} from '../catalog/forecast.ts';
import {
  type Component,
  type Dataset,
  type Level,
  type PairState,
  pairStates,
  type TxnResult,
  type UploadQueue,
} from '../catalog/labels.ts';
import { alarmNames } from './alarm-names.ts';
import { districtNames } from './districts.ts';
import { same, type Text } from './language.ts';
import { color } from './theme.ts';
import { stateWords, type Word } from './words.ts';

/** Words for the closed values of the domain: what a label or a code is called on a board. */
function asWords(texts: Readonly<Record<string, Text>>): Readonly<Record<string, Word>> {
  return Object.fromEntries(Object.entries(texts).map(([value, text]) => [value, { text }]));
}

export const alarms = asWords(alarmNames);
export const districtWords = asWords(districtNames);

/** States in a table: what is well needs no color there. */
export const stateTexts: Readonly<Record<string, Word>> = {
  ...stateWords,
  0: { text: { zh: '正常', en: 'OK' }, color: color.plain },
};

export const priorities: Readonly<Record<string, Word>> = {
  P1: { text: same('P1'), color: color.p1 },
  P2: { text: same('P2'), color: color.p2 },
  P3: { text: same('P3'), color: color.p3 },
  P4: { text: same('P4'), color: color.p4 },
};

/** Alarms in the codes of a hospital's state, so that both have the same colors. */
export const alarmCodes: Readonly<Record<string, Word>> = {
  1: { text: same('P3/P4'), color: color.p3 },
  2: { text: same('P2'), color: color.p2 },
  3: { text: same('P1'), color: color.p1 },
};

export const phases: Readonly<Record<string, Word>> = {
  firing: { text: { zh: '告警中', en: 'firing' } },
  pending: { text: { zh: '确认中', en: 'pending' } },
};

export const line: Readonly<Record<string, Word>> = {
  0: { text: { zh: '畅通', en: 'Up' }, color: color.calm },
  1: { text: { zh: '中断', en: 'Cut' }, color: color.p1 },
};

/** Share of settlements that are offline; between the two is partly. */
export const mode: Readonly<Record<string, Word>> = {
  '-1': { text: { zh: '无结算', en: 'No trades' }, color: color.absent },
  0: { text: { zh: '在线', en: 'Online' }, color: color.calm },
  1: { text: { zh: '离线', en: 'Offline' }, color: color.p1 },
};
export const partlyOffline: Word = {
  text: { zh: '部分离线', en: 'Partly offline' },
  color: color.p2,
};
export const single: Readonly<Record<string, Word>> = {
  '-1': { text: { zh: '单机', en: 'Single' }, color: color.absent },
};

const pairTexts: Readonly<Record<PairState, Word>> = {
  ok: { text: { zh: '主备正常', en: 'OK' }, color: color.calm },
  failed_over: { text: { zh: '已切换到备机', en: 'Failed over' }, color: color.p2 },
  split_brain: { text: { zh: '双主', en: 'Split brain' }, color: color.p1 },
  no_active: { text: { zh: '无主', en: 'No active side' }, color: color.p1 },
  standby_stale: { text: { zh: '备机数据旧', en: 'Standby stale' }, color: color.p3 },
};
/** Codes of `pairCode`: the index of the closed list, -1 for one server alone. */
export const pair: Readonly<Record<string, Word>> = {
  ...single,
  ...Object.fromEntries(pairStates.map((state, code) => [code, pairTexts[state]])),
};

export const serving: Readonly<Record<string, Word>> = {
  ...single,
  0: { text: { zh: '待命', en: 'Standing by' }, color: color.faded },
  1: { text: { zh: '服务中', en: 'Serving' }, color: color.calm },
};

export const chain = {
  card: { zh: '读卡', en: 'Card' },
  settleCore: { zh: '结算组件', en: 'Settlement core' },
  database: { zh: '数据库', en: 'Database' },
  signIn: { zh: '签到', en: 'Sign-in' },
  gateway: { zh: '网关', en: 'Gateway' },
  bureau: { zh: '医保中心', en: 'Bureau' },
} as const satisfies Readonly<Record<string, Text>>;

export const hospitalState: Text = { zh: '医院状态', en: 'State' };

export const results: Readonly<Record<TxnResult, Text>> = {
  ok: { zh: '成功', en: 'ok' },
  warn: { zh: '成功有警告', en: 'ok with warning' },
  business_error: { zh: '业务错误', en: 'business error' },
  system_error: { zh: '系统错误', en: 'system error' },
  timeout: { zh: '超时', en: 'time-out' },
};
export const resultTones: Readonly<Record<TxnResult, string>> = {
  ok: 'rgb(87, 148, 242)',
  warn: 'rgb(138, 184, 255)',
  business_error: color.p3,
  system_error: color.p1,
  timeout: color.p2,
};

export const calls: Readonly<Record<string, Text>> = {
  person_info: { zh: '读取人员信息', en: 'person info' },
  divide: { zh: '费用分解', en: 'divide' },
  trade: { zh: '交易确认', en: 'trade' },
};

/** Levels of hospitals, from the label `level`. */
export const levels: Readonly<Record<Level, Text>> = {
  3: { zh: '三级', en: 'level 3' },
  2: { zh: '二级', en: 'level 2' },
  1: { zh: '一级', en: 'level 1' },
  0: { zh: '社区', en: 'community' },
};

export const queues: Readonly<Record<UploadQueue, Text>> = {
  trade: { zh: '结算', en: 'trade' },
  refund: { zh: '退费', en: 'refund' },
  inpatient: { zh: '住院', en: 'inpatient' },
};

const datasetNames: Readonly<Record<Dataset, Text>> = {
  redlist: { zh: '红名单', en: 'Red list' },
  policy: { zh: '政策参数', en: 'Policy' },
  catalog_drug: { zh: '药品目录', en: 'Drugs' },
  catalog_service: { zh: '诊疗目录', en: 'Services' },
  catalog_material: { zh: '耗材目录', en: 'Materials' },
  catalog_disease: { zh: '病种目录', en: 'Diseases' },
};
export const datasetWords = asWords(datasetNames);

export const upOrDown: Readonly<Record<string, Word>> = {
  0: { text: { zh: '停机', en: 'Down' }, color: color.p1 },
  1: { text: { zh: '正常', en: 'OK' }, color: color.calm },
};

/** In the order of their codes on boards. */
export const bootReasons = ['planned', 'power', 'crash', 'unknown'] as const;
const bootTexts: Readonly<Record<(typeof bootReasons)[number], Word>> = {
  planned: { text: { zh: '计划内', en: 'Planned' }, color: color.calm },
  power: { text: { zh: '断电', en: 'Power loss' }, color: color.p3 },
  crash: { text: { zh: '崩溃', en: 'Crash' }, color: color.p2 },
  unknown: { text: { zh: '不明', en: 'Unknown' }, color: color.unobserved },
};
export const bootReasonCodes: Readonly<Record<string, Word>> = Object.fromEntries(
  bootReasons.map((reason, code) => [code, bootTexts[reason]]),
);

export const roles: Readonly<Record<string, Word>> = asWords({
  primary: { zh: '主机', en: 'primary' },
  standby: { zh: '备机', en: 'standby' },
  single: { zh: '单机', en: 'single' },
});

export const components: Readonly<Record<Component, Text>> = {
  settle_core: { zh: '结算组件', en: 'settlement core' },
  card_service: { zh: '读卡服务', en: 'card service' },
  db: { zh: '数据库', en: 'database' },
  uploader: { zh: '上传', en: 'uploader' },
  downloader: { zh: '下载', en: 'downloader' },
  signer: { zh: '签名', en: 'signer' },
  web_console: { zh: '管理页', en: 'web console' },
  ha_agent: { zh: '主备', en: 'pair agent' },
  time_sync: { zh: '校时', en: 'time sync' },
  antivirus: { zh: '杀毒', en: 'anti-malware' },
};

export const databaseProbes: Readonly<Record<string, Text>> = {
  ping: { zh: '连通', en: 'ping' },
  trade_state: { zh: '交易状态', en: 'trade state' },
  money_check: { zh: '金额核对', en: 'money check' },
};

/** What slows uploads. */
export const brakeNames: Readonly<Record<string, Text>> = {
  line: { zh: '线路', en: 'line' },
  bureau: { zh: '医保中心', en: 'bureau' },
  hospital: { zh: '医院', en: 'hospital' },
};
export const brakes = asWords(brakeNames);
export const queueWords = asWords(queues);

export const resources = asWords({
  disk: { zh: '磁盘', en: 'disk' },
  inode: { zh: '文件数', en: 'inodes' },
  memory: { zh: '内存', en: 'memory' },
  pool: { zh: '连接池', en: 'pool' },
} satisfies Readonly<Record<ForecastResource, Text>>);

export const forecastReasons = asWords({
  novel_growth: { zh: '新出现的增长', en: 'new growth' },
  steady_trend: { zh: '持续增长', en: 'steady trend' },
  daily_pattern: { zh: '每日规律', en: 'daily pattern' },
  weekly_pattern: { zh: '每周规律', en: 'weekly pattern' },
  leak: { zh: '内存泄漏', en: 'leak' },
} satisfies Readonly<Record<ForecastReason, Text>>);

export const forecastStates: Readonly<Record<ForecastState, Text>> = {
  ok: { zh: '可预测', en: 'forecast' },
  thin: { zh: '历史不足一周', en: 'less than a week' },
  stale: { zh: '数据中断', en: 'stale' },
  excluded: { zh: '按设计排除', en: 'excluded' },
  refused: { zh: '无法预测', en: 'refused' },
};

export const forecastOutcomes: Readonly<Record<ForecastOutcome, Text>> = {
  hit: { zh: '说中', en: 'hit' },
  miss: { zh: '漏报', en: 'miss' },
  false_alarm: { zh: '误报', en: 'false alarm' },
  intervened: { zh: '有人处理', en: 'intervened' },
};
