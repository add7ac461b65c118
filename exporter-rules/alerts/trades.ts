import type { Metric } from '../../catalog/metric.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';
import {
  indoubtOldestAge,
  indoubtTrades,
  reconcileDiff,
  reconcileLastSuccess,
  reconcileMismatch,
  reversal,
} from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { trades } from '../config.ts';
import { type AlertRule, rule, warnAndCrit } from '../rule.ts';

const common = { family: 'app', scope: 'part' } as const;
const inDoubt = fromAgents(indoubtTrades);
const doubtPart = { word: 'trades' } as const;

const doubt = warnAndCrit({
  alert: 'TradesInDoubt',
  ...common,
  part: doubtPart,
  warn: {
    expr: promql`max by (${by.server}) (${inDoubt} > 0)`,
    for: trades.doubtFor,
    keep: trades.doubtKeep,
    texts: {
      summary: {
        zh: '医院 {{ $labels.hospital }}：{{ $value }} 笔交易结果未知',
        en: 'Hospital {{ $labels.hospital }}: {{ $value }} trades without a known result',
      },
      description: {
        zh: '发出的结算没有收到答复，可能已扣款也可能没有。先做“交易状态查询”，查清之前不要让患者再交费。',
        en: 'Trades were sent and no answer came: they may or may not have been booked. Query the state first; nobody pays again before it is known.',
      },
      short: { zh: '有交易结果未知', en: 'trades in doubt' },
      action: { zh: '先查询勿重复收费', en: 'query, charge nothing' },
    },
  },
  crit: {
    expr: promql`
      max by (${by.server}) (${inDoubt} > ${trades.doubtCrit})
      or
      max by (${by.server}) (
        ${inDoubt} > 0
        and on (server) ${fromAgents(indoubtOldestAge)} > ${trades.doubtOldSeconds}
      )`,
    for: trades.doubtFor,
    keep: trades.doubtKeep,
    texts: {
      summary: {
        zh: '医院 {{ $labels.hospital }}：{{ $value }} 笔交易结果未知，多或已久',
        en: 'Hospital {{ $labels.hospital }}: {{ $value }} trades without a known result, too many or too old',
      },
      description: {
        zh: '结果未知的交易超过 5 笔，或最早的一笔超过 30 分钟，自动查询没有解决。涉及患者的钱，须逐笔人工查询。',
        en: 'More than five trades are in doubt, or one for more than 30 minutes: the automatic query did not solve it. It is patients’ money, so each is queried by hand.',
      },
      short: { zh: '多笔交易结果未知', en: 'many trades in doubt' },
      action: { zh: '先查询勿重复收费', en: 'query, charge nothing' },
    },
  },
});

const failedReversals = fromAgents(reversal, { result: 'failed' });

const reversalFailed = rule({
  alert: 'ReversalFailed',
  ...common,
  part: doubtPart,
  urgency: 'P2',
  expr: promql`group by (${by.server}) (increase(${failedReversals}[${trades.reversalWindow}]) > 0)`,
  for: trades.reversalFor,
  keep: trades.reversalKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 有冲正失败',
      en: 'Hospital {{ $labels.hospital }}: a reversal on {{ $labels.server }} failed',
    },
    description: {
      zh: '超时或金额不符的交易冲正没有成功，医保中心与医院账目可能不一致。患者可能被多扣，须当天查清。',
      en: 'Taking back a trade failed, so the books of hospital and bureau may differ and a patient may have paid too much. It is cleared today.',
    },
    short: { zh: '交易冲正失败', en: 'reversal failed' },
    action: { zh: '保留单据勿重复退费', en: 'keep slip, no refund yet' },
  },
});

// The label says which books differ; as `scope` it would be taken for the scope of the alert.
function books(series: PromQL): PromQL {
  return promql`max by (${by.server}, books) (label_replace(${series}, "books", "$1", "scope", "(.+)"))`;
}

function above(metric: Metric, least: number): PromQL {
  return promql`abs(${fromAgents(metric)}) > ${least}`;
}

function mismatch(leastTrades: number, leastYuan: number): PromQL {
  return promql`
    ${books(above(reconcileMismatch, leastTrades))}
    or
    ${books(above(reconcileDiff, leastYuan))}`;
}

const mismatchDescription = {
  zh: '昨日对账，医院与另一方的笔数或金额不一致。今天的结算不受影响；由医保办与工程师逐笔核对，不要自行修改数据。',
  en: 'Yesterday’s books differ in trades or in money. Today’s settlements are not affected; the insurance office and an engineer compare them one by one and change no data.',
};

const different = rule({
  alert: 'ReconcileMismatch',
  ...common,
  part: { label: 'books' },
  urgency: 'P3',
  expr: mismatch(0, trades.diffYuan),
  for: trades.reconcileFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：昨日对账（{{ $labels.books }}）有差异：{{ $value }}',
      en: 'Hospital {{ $labels.hospital }}: yesterday’s books ({{ $labels.books }}) differ by {{ $value }}',
    },
    description: mismatchDescription,
    short: { zh: '昨日对账有差异', en: 'books differ' },
    action: { zh: '医保办核对等工程师', en: 'office compares, wait' },
  },
});

const veryDifferent = rule({
  alert: 'ReconcileMismatchLarge',
  ...common,
  part: { label: 'books' },
  urgency: 'P2',
  expr: mismatch(trades.mismatchLarge, trades.diffYuanLarge),
  for: trades.reconcileFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：昨日对账（{{ $labels.books }}）差异很大：{{ $value }}',
      en: 'Hospital {{ $labels.hospital }}: yesterday’s books ({{ $labels.books }}) differ widely, by {{ $value }}',
    },
    description: mismatchDescription,
    short: { zh: '昨日对账差异很大', en: 'books differ widely' },
    action: { zh: '医保办核对等工程师', en: 'office compares, wait' },
  },
});

const missing = rule({
  alert: 'ReconcileMissing',
  ...common,
  part: { label: 'books' },
  urgency: 'P3',
  expr: promql`time() - ${books(promql`${fromAgents(reconcileLastSuccess)}`)} > ${trades.reconcileAfterSeconds}`,
  for: trades.reconcileFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.books }} 对账已 {{ $value | humanizeDuration }} 未成功',
      en: 'Hospital {{ $labels.hospital }}: the {{ $labels.books }} books were last compared {{ $value | humanizeDuration }} ago',
    },
    description: {
      zh: '每天的对账没有完成，差异不会被发现。结算正常；须在月底清算前补做。',
      en: 'The daily comparison did not finish, so differences stay unseen. Settlement works; it has to be made up before the end of the month.',
    },
    short: { zh: '对账未完成', en: 'books not compared' },
    action: { zh: '医保办等工程师补做', en: 'wait for the engineer' },
  },
});

export const tradeAlerts: readonly AlertRule[] = [
  ...doubt,
  reversalFailed,
  different,
  veryDifferent,
  missing,
];
