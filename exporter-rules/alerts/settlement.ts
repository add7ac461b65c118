import { promql } from '../../catalog/promql.ts';
import { txn } from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { unlessPlanned, whileOpen } from '../calendar.ts';
import { quiet, settlement } from '../config.ts';
import { hospitalLatency } from '../recording/latency.ts';
import { silence } from '../recording/quiet.ts';
import {
  hospitalOfflineShare,
  hospitalSettleAll,
  hospitalSettleSmooth,
  hospitalSettleSuccess,
} from '../recording/settlement.ts';
import { type AlertRule, rule, warnAndCrit } from '../rule.ts';

const common = { family: 'app', scope: 'hospital' } as const;
const tryAnother = { zh: '换窗口试一笔再打热线', en: 'try another window, call' } as const;

/** Enough calls in ten minutes for a ratio. */
const enoughCalls = promql`${hospitalSettleAll} * 600 >= ${settlement.leastCalls}`;

const failingSummary = {
  zh: '医院 {{ $labels.hospital }}：结算成功率 {{ $value | humanizePercentage }}，原因待查',
  en: 'Hospital {{ $labels.hospital }}: {{ $value | humanizePercentage }} of the settlement calls succeed, cause unknown',
};

const failing = warnAndCrit({
  alert: 'SettlementFailing',
  ...common,
  warn: {
    expr: promql`${hospitalSettleSuccess} < ${settlement.failingWarn} and ${enoughCalls}`,
    for: settlement.failingWarnFor,
    keep: settlement.failingKeep,
    texts: {
      summary: failingSummary,
      description: {
        zh: '部分结算因系统错误或超时失败，没有已知原因的告警。失败的可重试一次；提示“结果未知”的先查询，不要重复收费。',
        en: 'Some settlements fail by system errors or time-outs and no cause is known yet. A failed one may be tried once more; an unknown result is queried first and never charged twice.',
      },
      short: { zh: '结算成功率下降', en: 'settlements failing' },
      action: tryAnother,
    },
  },
  crit: {
    expr: promql`${hospitalSettleSuccess} < ${settlement.failingCrit} and ${enoughCalls}`,
    for: settlement.failingCritFor,
    keep: settlement.failingKeep,
    texts: {
      summary: failingSummary,
      description: {
        zh: '每十笔结算至少失败一笔，窗口排队。没有已知原因的告警，须立即排查。提示“结果未知”的先查询，不要重复收费。',
        en: 'At least one settlement in ten fails and queues grow. No cause is known yet; find it at once. An unknown result is queried first and never charged twice.',
      },
      short: { zh: '结算大量失败', en: 'many settlements fail' },
      action: tryAnother,
    },
  },
});

const failed = fromAgents(txn, { txn: settlement.calls, result: settlement.failures });
const good = fromAgents(txn, { txn: settlement.calls, result: ['ok', 'warn'] });

const fewCalls = rule({
  alert: 'SettlementFailingFewCalls',
  ...common,
  urgency: 'P1',
  expr: promql`
    sum by (${by.hospital}) (increase(${failed}[${settlement.fewWindow}])) >= ${settlement.fewFailures}
    unless on (hospital)
    (max by (hospital) (increase(${good}[${settlement.fewWindow}])) > 0)`,
  for: settlement.fewFor,
  keep: settlement.failingKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：15 分钟内的结算全部失败',
      en: 'Hospital {{ $labels.hospital }}: every settlement of the last 15 minutes failed',
    },
    description: {
      zh: '患者少的医院：15 分钟内至少 3 次系统错误或超时，没有一笔成功。该院很可能不能结算。',
      en: 'A hospital with few patients: three system errors or time-outs within 15 minutes and not one success. It most likely cannot settle.',
    },
    short: { zh: '结算连续失败无成功', en: 'no settlement succeeds' },
    action: tryAnother,
  },
});

const tradeLatency = promql`${hospitalLatency}{txn="trade"}`;
const slowSummary = {
  zh: '医院 {{ $labels.hospital }}：结算变慢，95% 的交易在 {{ $value | humanizeDuration }} 内',
  en: 'Hospital {{ $labels.hospital }}: settlement slow, 95 % of the trades take up to {{ $value | humanizeDuration }}',
};

const slow = rule({
  alert: 'SettlementSlow',
  ...common,
  urgency: 'P3',
  expr: promql`${tradeLatency} > ${settlement.slowSeconds} and on (hospital) (${enoughCalls})`,
  for: settlement.slowFor,
  keep: settlement.slowKeep,
  texts: {
    summary: slowSummary,
    description: {
      zh: '交易确认超过 3 秒的目标，窗口排队变长，结算仍然成功。常见原因：专线丢包、数据库慢、磁盘忙。',
      en: 'Confirming a trade misses the objective of 3 s and queues get longer; settlements still succeed. Usually a lossy line, a slow database or a busy disk.',
    },
    short: { zh: '结算变慢', en: 'settlement slow' },
    action: { zh: '记下时间等工程师', en: 'note the time, wait' },
  },
});

const verySlow = rule({
  alert: 'SettlementVerySlow',
  ...common,
  urgency: 'P2',
  expr: promql`${tradeLatency} > ${settlement.verySlowSeconds} and on (hospital) (${enoughCalls})`,
  for: settlement.verySlowFor,
  keep: settlement.slowKeep,
  texts: {
    summary: slowSummary,
    description: {
      zh: '交易确认超过 8 秒，接近超时，很快会出现“结果未知”的交易。结算仍可用。',
      en: 'Confirming a trade takes more than 8 s and comes close to the time-out; trades with unknown results will follow. Settlement still works.',
    },
    short: { zh: '结算非常慢', en: 'settlement very slow' },
    action: tryAnother,
  },
});

const tooQuiet = rule({
  alert: 'TooQuiet',
  ...common,
  urgency: 'P2',
  expr: unlessPlanned(whileOpen(promql`${silence} < ${quiet.share}`)),
  for: quiet.for,
  keep: quiet.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：营业时间结算只有平时同一时段的 {{ $value | humanizePercentage }}',
      en: 'Hospital {{ $labels.hospital }}: settles {{ $value | humanizePercentage }} of what is usual at this hour',
    },
    description: {
      zh: '该院在营业，同级医院正常，它自己却远少于前两周同一时段。可能是窗口程序、收费系统接口或院内网络中断，监控看不到错误。',
      en: 'The hospital is open and its peers are busy, yet it settles far less than at this hour of the last two weeks. The windows, the hospital’s own system or its network may be cut off without any error that could be seen.',
    },
    short: { zh: '营业时间无结算', en: 'silent in opening hours' },
    action: tryAnother,
  },
});

const enoughSettled = promql`${hospitalSettleSmooth} * 600 >= ${settlement.offlineLeast}`;
const offlineSummary = {
  zh: '医院 {{ $labels.hospital }}：{{ $value | humanizePercentage }} 的结算是离线结算',
  en: 'Hospital {{ $labels.hospital }}: {{ $value | humanizePercentage }} of the settlements are made offline',
};

const offline = warnAndCrit({
  alert: 'OfflineShareHigh',
  ...common,
  warn: {
    expr: promql`${hospitalOfflineShare} > ${settlement.offlineWarn} and ${enoughSettled}`,
    for: settlement.offlineWarnFor,
    keep: settlement.offlineKeep,
    texts: {
      summary: offlineSummary,
      description: {
        zh: '与医保中心时通时断，部分结算按本地红名单进行。患者可正常结算；未联网校验的金额有风险，须在上传前恢复线路。',
        en: 'The bureau is reached now and then; some settlements use the local red list. Patients are served, but what is not checked online is money at risk until it is uploaded.',
      },
      short: { zh: '离线结算占比偏高', en: 'many offline settlements' },
      action: { zh: '收费继续勿重启服务器', en: 'go on, do not restart' },
    },
  },
  crit: {
    expr: promql`${hospitalOfflineShare} >= ${settlement.offlineCrit} and ${enoughSettled}`,
    for: settlement.offlineCritFor,
    keep: settlement.offlineKeep,
    texts: {
      summary: offlineSummary,
      description: {
        zh: '全部结算都按本地红名单进行，联网校验已停。患者可正常结算；每一笔都是未校验的金额，须尽快恢复与医保中心的连接。',
        en: 'Every settlement uses the local red list; nothing is checked online. Patients are served, but each trade is unchecked money until the bureau is reached again.',
      },
      short: { zh: '全部转为离线结算', en: 'all settlements offline' },
      action: { zh: '收费继续勿重启服务器', en: 'go on, do not restart' },
    },
  },
});

export const settlementAlerts: readonly AlertRule[] = [...failing, fewCalls, ...offline];
export const latencyAlerts: readonly AlertRule[] = [slow, verySlow];
export const quietAlerts: readonly AlertRule[] = [tooQuiet];
