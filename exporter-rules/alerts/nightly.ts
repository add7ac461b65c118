import { bureauDatasetVersion, hospitalNextOpen } from '../../catalog/center.ts';
import {
  datasetRows,
  datasetTimestamp,
  datasetVersionInfo,
  downloadExpectedRows,
  downloadLastSuccess,
  downloadRuns,
} from '../../catalog/nightly.ts';
import { type PromQL, promql } from '../../catalog/promql.ts';
import { by, fromAgents } from '../agents.ts';
import { nightly } from '../config.ts';
import { districtDownloadFailed, serverDownloadMissed } from '../recording/nightly.ts';
import { type AlertRule, rule, warnAndCrit } from '../rule.ts';

const perDataset = `${by.server}, dataset`;
const common = { family: 'nightly', scope: 'part', part: { label: 'dataset' } } as const;
const keepOn = { zh: '夜间勿关服务器', en: 'keep server on at night' } as const;
const nothing = { zh: '无需操作', en: 'nothing to do' } as const;
const age = promql`time() - max by (${perDataset}) (${fromAgents(downloadLastSuccess)})`;

const ageSummary = {
  zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 的 {{ $labels.dataset }} 已 {{ $value | humanizeDuration }} 未更新',
  en: 'Hospital {{ $labels.hospital }}: {{ $labels.dataset }} on {{ $labels.server }} was last downloaded {{ $value | humanizeDuration }} ago',
};

const fleet = rule({
  alert: 'DownloadFleetFailure',
  family: 'nightly',
  scope: 'district',
  urgency: 'P1',
  expr: promql`
    sum by (district) (${serverDownloadMissed})
    and on (district)
    ${districtDownloadFailed} == 1`,
  for: nightly.fleetFor,
  keep: nightly.fleetKeep,
  texts: {
    summary: {
      zh: '片区 {{ $labels.district }}：{{ $value }} 台服务器昨夜下载失败',
      en: 'District {{ $labels.district }}: {{ $value }} servers missed last night’s downloads',
    },
    description: {
      zh: '同一片区一成以上、至少 5 台服务器昨夜没有下载成功，多为下载源或汇聚线路故障。联网结算不受影响；断网时按旧名单判断。单台告警已并入本条。',
      en: 'More than a tenth and at least 5 servers of a district missed the downloads: the source or an aggregation line. Online settlement is not affected; offline checks use old data. Single alarms are part of this one.',
    },
    short: { zh: '片区夜间下载失败', en: 'district missed downloads' },
    action: keepOn,
    affected: '{{ $value }}',
  },
});

const missed = rule({
  alert: 'NightlyDownloadMissed',
  ...common,
  urgency: 'P3',
  expr: promql`
    time() - max by (${perDataset}) (${fromAgents(downloadLastSuccess)})
    > ${nightly.missedAfterSeconds}`,
  for: nightly.missedFor,
  keep: nightly.keep,
  texts: {
    summary: ageSummary,
    description: {
      zh: '昨夜的下载没有成功，仍在使用旧版本。联网结算不受影响；断网时按旧名单判断，可能误判。运维远程补下载，医院无需操作。',
      en: 'Last night brought no good download and the old version stays in use. Online settlement is not affected; offline checks use old data. Operations downloads it from afar, the hospital does nothing.',
    },
    short: { zh: '夜间数据未更新', en: 'nightly download missed' },
    action: keepOn,
  },
});

const twice = rule({
  alert: 'NightlyDownloadMissedTwice',
  ...common,
  urgency: 'P2',
  expr: promql`${age} > ${nightly.missedTwiceSeconds}`,
  for: nightly.missedFor,
  keep: nightly.keep,
  texts: {
    summary: ageSummary,
    description: {
      zh: '连续两夜没有下载成功，不是偶然。联网结算不受影响；断网时误判的可能越来越大。须当天补下载并找到原因。',
      en: 'Two nights without a good download are no accident. Online settlement is not affected; offline checks get worse every day. Download today and find the reason.',
    },
    short: { zh: '连续两夜数据未更新', en: 'two nights without download' },
    action: keepOn,
  },
});

const notReady = rule({
  alert: 'DownloadNotReadyAtOpening',
  ...common,
  urgency: 'P2',
  expr: promql`
    ${age} > ${nightly.readySeconds}
    and on (hospital)
    (${hospitalNextOpen} - time() < ${nightly.beforeOpeningSeconds})`,
  for: nightly.readyFor,
  texts: {
    summary: ageSummary,
    description: {
      zh: '一小时内开诊，昨夜的数据还没有到位。联网结算不受影响；此时断网将按昨天的名单判断。运维优先补下载。',
      en: 'The hospital opens within an hour and last night’s data are not there. Online settlement is not affected; offline checks would use yesterday’s list. Operations downloads this one first.',
    },
    short: { zh: '开诊前数据未就绪', en: 'data not ready at opening' },
    action: nothing,
  },
});

const redListAge = promql`
  time() - max by (${by.server}) (${fromAgents(datasetTimestamp, { dataset: 'redlist' })})`;
const redListSummary = {
  zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的参保红名单已 {{ $value | humanizeDuration }} 未更新',
  en: 'Hospital {{ $labels.hospital }}: the red list of {{ $labels.server }} is {{ $value | humanizeDuration }} old',
};

const redList = warnAndCrit({
  alert: 'RedListStale',
  family: 'nightly',
  scope: 'part',
  part: { word: 'redlist' },
  warn: {
    expr: promql`${redListAge} > ${nightly.redListWarnSeconds}`,
    for: nightly.redListFor,
    keep: nightly.keep,
    texts: {
      summary: redListSummary,
      description: {
        zh: '红名单超过 36 小时，断网时可能误判参保状态。联网结算不受影响。运维远程补下载，医院无需操作。',
        en: 'The red list is older than 36 hours, so offline checks may be wrong. Online settlement is not affected. Operations downloads it from afar.',
      },
      short: { zh: '参保红名单未更新', en: 'red list outdated' },
      action: keepOn,
    },
  },
  crit: {
    expr: promql`${redListAge} > ${nightly.redListCritSeconds}`,
    for: nightly.redListFor,
    keep: nightly.keep,
    texts: {
      summary: redListSummary,
      description: {
        zh: '红名单超过 72 小时，断网时每一笔离线结算都可能付错。联网结算不受影响；须立即补下载，断网时通知窗口谨慎收费。',
        en: 'The red list is older than 72 hours: each offline settlement may pay wrongly. Online settlement is not affected; download it at once and warn the windows if the line breaks.',
      },
      short: { zh: '参保红名单严重过期', en: 'red list far too old' },
      action: keepOn,
    },
  },
});

/** Loaded versions that the bureau does not want, where it says what it wants. */
function otherVersion(dataset: string | { readonly not: string }): PromQL {
  return promql`
    group by (${perDataset}) (
      ${fromAgents(datasetVersionInfo, { dataset })}
      unless on (dataset, version) ${bureauDatasetVersion}
      and on (dataset) ${bureauDatasetVersion}
    )`;
}

const behind = rule({
  alert: 'CatalogueVersionBehind',
  ...common,
  urgency: 'P3',
  expr: otherVersion({ not: 'policy' }),
  for: nightly.behindFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的 {{ $labels.dataset }} 版本落后于医保中心',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.dataset }} on {{ $labels.server }} is not the bureau’s version',
    },
    description: {
      zh: '装载的版本与医保中心要求的不同已超过一天，部分项目可能按自费分解。结算可用；暂停修改目录对照，等远程更新。',
      en: 'For more than a day the loaded version has not been the one the bureau wants; some items may be split as self-pay. Settlement works; change no mappings until it is updated.',
    },
    short: { zh: '目录版本落后', en: 'catalogue version behind' },
    action: { zh: '暂停修改目录对照', en: 'change no mappings' },
  },
});

const policy = rule({
  alert: 'PolicyNotEffective',
  ...common,
  urgency: 'P1',
  expr: otherVersion('policy'),
  for: nightly.policyFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 用的不是现行医保政策参数',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.server }} does not use the policy in force',
    },
    description: {
      zh: '装载的政策参数不是医保中心现行版本，报销金额会算错。结算程序可用，但每一笔都可能要更正；立即远程更新。',
      en: 'The loaded policy is not the one in force, so amounts are computed wrongly. Settlement runs, but each one may need correction: update at once.',
    },
    short: { zh: '医保政策版本不对', en: 'wrong policy version' },
    action: { zh: '通知医保办等更新', en: 'tell the office, wait' },
  },
});

const rows = fromAgents(datasetRows);

const incomplete = rule({
  alert: 'DownloadIncomplete',
  ...common,
  urgency: 'P3',
  expr: promql`
    group by (${perDataset}) (
      ${rows} != ${fromAgents(downloadExpectedRows)}
      or
      abs(${rows} / (${rows} offset 1d) - 1) > ${nightly.rowsShare}
    )`,
  for: nightly.rowsFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的 {{ $labels.dataset }} 行数不对，下载可能不完整',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.dataset }} on {{ $labels.server }} has an unexpected number of rows',
    },
    description: {
      zh: '装载的行数与医保中心公布的不同，或一天内变化超过 5%。结算可用；缺的行会按“不在目录/不在名单”处理。医院无需操作。',
      en: 'The loaded rows differ from what the bureau announced, or changed by more than 5 % within a day. Settlement works; missing rows count as not listed. The hospital does nothing.',
    },
    short: { zh: '数据下载不完整', en: 'download incomplete' },
    action: nothing,
  },
});

const empty = rule({
  alert: 'DatasetEmpty',
  ...common,
  urgency: 'P1',
  expr: promql`group by (${perDataset}) (${rows} == 0)`,
  for: nightly.emptyFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的 {{ $labels.dataset }} 是空的',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.dataset }} on {{ $labels.server }} is empty',
    },
    description: {
      zh: '装载的数据一行也没有：目录空则所有项目按自费，红名单空则断网时无人参保。立即切回上一版本，医院无需操作。',
      en: 'The loaded data have no row: an empty catalogue makes everything self-pay, an empty red list nobody insured. Switch back to the last version at once; the hospital does nothing.',
    },
    short: { zh: '结算数据为空', en: 'settlement data empty' },
    action: { zh: '暂停结算请打热线', en: 'stop settling, call' },
  },
});

// Two samples instead of a range of hours over every server; a restart of the agent only forgets.
function runsSince(result: string | readonly string[]): PromQL {
  const runs = fromAgents(downloadRuns, { result });
  return promql`${runs} - ${runs} offset ${nightly.runsWindow}`;
}

const runFailed = rule({
  alert: 'DownloadRunFailed',
  ...common,
  urgency: 'P3',
  expr: promql`
    group by (${perDataset}) (
      ${runsSince('failed')} >= ${nightly.failedRuns}
      or
      ${runsSince(['deadline', 'checksum'])} > 0
    )`,
  for: nightly.runsFor,
  keep: nightly.runsKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的 {{ $labels.dataset }} 下载反复失败、过期或校验不符',
      en: 'Hospital {{ $labels.hospital }}: downloads of {{ $labels.dataset }} on {{ $labels.server }} fail, came too late or are corrupt',
    },
    description: {
      zh: '夜里失败 3 次以上，或文件已过下载期限，或校验不符。仍用旧版本，结算正常；过期的要重新申请。医院无需操作。',
      en: 'Three failures in the night, a file past its deadline, or a wrong checksum. The old version stays in use and settlement works; a file past its deadline must be asked for again.',
    },
    short: { zh: '下载失败或已过期限', en: 'download failed or too late' },
    action: nothing,
  },
});

export const nightlyAlerts: readonly AlertRule[] = [
  fleet,
  missed,
  twice,
  notReady,
  ...redList,
  behind,
  policy,
  incomplete,
  empty,
  runFailed,
];
