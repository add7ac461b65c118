import { claimDeadline } from '../../catalog/center.ts';
import { promql } from '../../catalog/promql.ts';
import {
  offlineSettledPending,
  upload as sent,
  uploadOldestAge,
  uploadQueueLength,
} from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { upload } from '../config.ts';
import { uploadDrain } from '../recording/upload.ts';
import { type AlertRule, rule, warnAndCrit } from '../rule.ts';

const perQueue = `${by.server}, queue`;
const common = { family: 'app', scope: 'part', part: { label: 'queue' } } as const;
const keepOn = { zh: '今晚不要关机', en: 'keep server on tonight' } as const;
const age = fromAgents(uploadOldestAge);

const backlogSummary = {
  zh: '医院 {{ $labels.hospital }}：{{ $labels.queue }} 队列最早一笔已等待 {{ $value | humanizeDuration }}',
  en: 'Hospital {{ $labels.hospital }}: the oldest record of queue {{ $labels.queue }} has waited {{ $value | humanizeDuration }}',
};

const backlog = warnAndCrit({
  alert: 'UploadBacklog',
  ...common,
  warn: {
    expr: promql`max by (${perQueue}) (${age} > ${upload.ageWarnSeconds})`,
    for: upload.ageFor,
    keep: upload.ageKeep,
    texts: {
      summary: backlogSummary,
      description: {
        zh: '线路正常，但有记录超过 30 分钟没有上传。窗口结算正常；服务器关机会让上传停住。哪一环节慢，见大屏“上传瓶颈”。',
        en: 'Records wait for more than 30 minutes although the line is up. Windows settle as usual; switching the server off would stop the upload. The board says which part is the brake.',
      },
      short: { zh: '待上传记录积压', en: 'uploads pile up' },
      action: keepOn,
    },
  },
  crit: {
    expr: promql`max by (${perQueue}) (${age} > ${upload.ageCritSeconds})`,
    for: upload.ageFor,
    keep: upload.ageKeep,
    texts: {
      summary: backlogSummary,
      description: {
        zh: '有记录超过 2 小时没有上传，离线结算的金额尚未被医保中心确认。窗口结算正常；须当天传完。',
        en: 'Records wait for more than two hours; money settled offline is not yet confirmed by the bureau. Windows settle as usual; it has to be sent today.',
      },
      short: { zh: '待上传记录严重积压', en: 'uploads over two hours late' },
      action: keepOn,
    },
  },
});

const okSends = fromAgents(sent, { result: 'ok' });

const stalled = rule({
  alert: 'UploadStalled',
  ...common,
  urgency: 'P2',
  expr: promql`
    max by (${perQueue}) (${fromAgents(uploadQueueLength)} > 0)
    unless on (server, queue)
    (increase(${okSends}[${upload.stalledWindow}]) > 0)`,
  for: upload.stalledFor,
  keep: upload.stalledKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.queue }} 队列有 {{ $value }} 笔，1 小时没有传出一笔',
      en: 'Hospital {{ $labels.hospital }}: queue {{ $labels.queue }} holds {{ $value }} records and sent none for an hour',
    },
    description: {
      zh: '上传停住了：队列里有记录，却没有一笔成功。结算正常；记录不会丢，但越积越多。',
      en: 'The upload stands still: records wait and not one is sent. Settlement works and nothing is lost, but the queue grows.',
    },
    short: { zh: '上传停止', en: 'upload stands still' },
    action: keepOn,
  },
});

const deadline = rule({
  alert: 'ClaimDeadlineRisk',
  ...common,
  urgency: 'P1',
  expr: promql`
    time() + ${uploadDrain} > on () group_left () (${claimDeadline} - ${upload.marginSeconds})
    and on (server, queue) (${age} > ${upload.ageWarnSeconds})
    and on () (${claimDeadline} - time() < ${upload.lookAheadSeconds})`,
  for: upload.deadlineFor,
  keep: upload.deadlineKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.queue }} 队列按现在的速度赶不上申报截止',
      en: 'Hospital {{ $labels.hospital }}: queue {{ $labels.queue }} will miss the claim cut-off at its present speed',
    },
    description: {
      zh: '按当前排空速度，截止前传不完，逾期的费用可能无法申报。窗口结算正常；须立即找出是医院、线路还是医保中心慢。',
      en: 'At the present speed the queue is not empty before the cut-off, and late claims may be refused. Windows settle as usual; find out at once whether hospital, line or bureau is the brake.',
    },
    short: { zh: '上传将错过申报截止', en: 'will miss claim cut-off' },
    action: { zh: '勿关机并打热线', en: 'keep it on, call' },
  },
});

const pending = rule({
  alert: 'OfflinePending24h',
  family: 'app',
  scope: 'part',
  part: { word: 'offline' },
  urgency: 'P2',
  expr: promql`max by (${by.server}) (${fromAgents(offlineSettledPending)} > 0)`,
  for: upload.pendingFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $value }} 笔离线结算超过 24 小时未上传',
      en: 'Hospital {{ $labels.hospital }}: {{ $value }} offline settlements are not sent after a day',
    },
    description: {
      zh: '整整一天都有离线结算没有上传。断网时的结算须经医保中心确认才算数，拖得越久拒付风险越大。',
      en: 'For a whole day offline settlements have been waiting. They count only once the bureau confirms them; the longer it takes, the higher the risk.',
    },
    short: { zh: '离线结算一天未上传', en: 'offline trades a day old' },
    action: keepOn,
  },
});

export const uploadAlerts: readonly AlertRule[] = [...backlog, stalled, deadline, pending];
