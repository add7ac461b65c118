import { exhaustionProbability, exhaustionSeconds, forecastNovel } from '../../catalog/forecast.ts';
import { promql } from '../../catalog/promql.ts';
import { type Conditions, select } from '../../catalog/select.ts';
import { forecast } from '../config.ts';
import { type AlertRule, rule, type Texts } from '../rule.ts';

const perTarget = 'district, hospital, server, role, level, resource, target';
const same = 'server, resource, target';
const notMemory = { resource: { not: 'memory' } } as const;

type Wanted = Conditions<(typeof exhaustionProbability)['labels']>;

// The forecaster's own job and instance are no part of what an alert speaks of.
const chance = (wanted: Wanted) =>
  promql`max by (${perTarget}) (${select(exhaustionProbability, wanted)})`;
const median = promql`max by (${perTarget}) (${select(exhaustionSeconds, { quantile: '0.5' })})`;
const novel = promql`max by (${perTarget}) (${forecastNovel})`;

// A copy of a large file fills fast too; only growth that has lasted for its share of the way is likely to go on.
const soon = promql`
  ${median} < ${forecast.soonSeconds}
  and on (${same}) (${novel} == 1)
  and on (${same}) (${chance({ horizon: '24h' })} >= ${forecast.raise24h})`;

/** A quantile of the time that is left, looked up when the text is made: a value is never a label. */
const left = (quantile: string) =>
  `{{ with printf "yibao_forecast_exhaustion_seconds{server=\`%s\`,resource=\`%s\`,target=\`%s\`,quantile='${quantile}'}" $labels.server $labels.resource $labels.target | query }}{{ . | first | value | humanizeDuration }}{{ else }}?{{ end }}`;
const reason =
  '{{ with printf "yibao_forecast_info{server=`%s`,resource=`%s`,target=`%s`}" $labels.server $labels.resource $labels.target | query }}{{ . | first | label "reason" }}{{ else }}?{{ end }}';
const range = {
  zh: `预计 ${left('0.1')} 至 ${left('0.9')} 后耗尽（80% 区间），依据：${reason}。`,
  en: `Full in ${left('0.1')} to ${left('0.9')} (80 %); reason: ${reason}. `,
};
const object = {
  zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 的 {{ $labels.resource }} {{ $labels.target }}',
  en: 'Hospital {{ $labels.hospital }}: {{ $labels.resource }} {{ $labels.target }} of {{ $labels.server }}',
};
const chanceText = '{{ $value | humanizePercentage }}';
const action = { zh: '勿自行删文件', en: 'delete nothing yourself' };

const exhaustion24hTexts: Texts = {
  summary: {
    zh: `${object.zh} 一天内耗尽的可能性 ${chanceText}`,
    en: `${object.en} is full within a day with probability ${chanceText}`,
  },
  description: {
    zh: `${range.zh}现在一切照常。工程师今天远程查明增长来源并腾出空间。`,
    en: `${range.en}Everything works now. An engineer finds what grows and makes room today.`,
  },
  short: { zh: '一天内资源将耗尽', en: 'runs full within a day' },
  action,
};

const inSixHours = rule({
  ...{ alert: 'Exhaustion6h', urgency: 'P1', family: 'forecast', scope: 'part' },
  part: { label: 'target' },
  expr: soon,
  ...{ for: forecast.soonFor, keep: forecast.soonKeep },
  texts: {
    summary: {
      zh: `${object.zh} 突然快速增长，约 {{ $value | humanizeDuration }} 后耗尽`,
      en: `${object.en} grows as never before, full in about {{ $value | humanizeDuration }}`,
    },
    description: {
      zh: `${range.zh}写满后数据库停止写入，结算中断。工程师立即远程停掉增长来源。`,
      en: `${range.en}Once full, the database stops writing and settlement with it. An engineer stops what grows at once.`,
    },
    short: { zh: '六小时内资源将耗尽', en: 'runs full within six hours' },
    action: { zh: '勿删文件请打热线', en: 'delete nothing, call' },
  },
});

const p24 = chance({ horizon: '24h' });
// Held by its own firing alert above the lower limit. What the six-hour alert says is not said twice.
const warn24h = promql`
  (
    ${p24} >= ${forecast.raise24h}
    or
    (${p24} >= ${forecast.hold24h} and on (${same}) ALERTS{alertname="Exhaustion24h",alertstate="firing"})
  )
  unless on (${same}) ${soon}`;

const inADay = [
  rule({
    ...{ alert: 'Exhaustion24h', urgency: 'P2', family: 'forecast', scope: 'part' },
    part: { label: 'target' },
    expr: warn24h,
    ...{ for: forecast.for24h, keep: forecast.keep24h, texts: exhaustion24hTexts },
  }),
  rule({
    ...{ alert: 'Exhaustion24h', urgency: 'P1', family: 'forecast', scope: 'part' },
    part: { label: 'target' },
    expr: promql`
      ${chance({ horizon: '24h', role: { not: 'standby' } })} >= ${forecast.critical24h}
      unless on (${same}) ${soon}`,
    ...{ for: forecast.for24h, keep: forecast.keep24h, texts: exhaustion24hTexts },
  }),
];

const inThreeDays = rule({
  ...{ alert: 'Exhaustion72h', urgency: 'P3', family: 'forecast', scope: 'part' },
  part: { label: 'target' },
  expr: promql`
    ${chance({ horizon: '72h', ...notMemory })} >= ${forecast.raise72h}
    unless on (${same}) ${chance({ horizon: '24h', ...notMemory })} >= ${forecast.raise24h}`,
  ...{ for: forecast.for72h, keep: forecast.keep72h },
  texts: {
    summary: {
      zh: `${object.zh} 三天内耗尽的可能性 ${chanceText}`,
      en: `${object.en} is full within three days with probability ${chanceText}`,
    },
    description: {
      zh: `${range.zh}现在一切照常。片区工程师在两天内安排清理或扩容。`,
      en: `${range.en}Everything works now. The district engineer plans a clean-up or more room within two days.`,
    },
    short: { zh: '三天内资源将耗尽', en: 'runs full within three days' },
    action,
  },
});

const inAFortnight = rule({
  ...{ alert: 'Exhaustion14d', urgency: 'P4', family: 'forecast', scope: 'part' },
  part: { label: 'target' },
  expr: promql`
    ${chance({ horizon: '14d', ...notMemory })} >= ${forecast.raise14d}
    unless on (${same}) ${chance({ horizon: '72h', ...notMemory })} >= ${forecast.raise72h}`,
  ...{ for: forecast.for14d, keep: forecast.keep14d },
  texts: {
    summary: {
      zh: `${object.zh} 两周内耗尽的可能性 ${chanceText}`,
      en: `${object.en} is full within a fortnight with probability ${chanceText}`,
    },
    description: {
      zh: `${range.zh}请列入本周计划：采购磁盘或安排归档。`,
      en: `${range.en}Put it into this week's plan: order a disk or archive.`,
    },
    short: { zh: '两周内资源将耗尽', en: 'runs full within a fortnight' },
    action,
  },
});

const memoryLeak = rule({
  ...{ alert: 'MemoryLeak', urgency: 'P3', family: 'forecast', scope: 'part' },
  part: { label: 'target' },
  expr: promql`${chance({ horizon: '72h', resource: 'memory' })} >= ${forecast.raise72h}`,
  ...{ for: forecast.for72h, keep: forecast.keep72h },
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 内存只增不减，三天内耗尽的可能性 {{ $value | humanizePercentage }}',
      en: 'Hospital {{ $labels.hospital }}: memory of {{ $labels.server }} leaks and is used up within three days with probability {{ $value | humanizePercentage }}',
    },
    description: {
      zh: `${range.zh}每天的最低占用一天高过一天。工程师在停诊时段重启泄漏的服务。`,
      en: `${range.en}Its daily floor rises day by day. An engineer restarts the leaking service outside opening hours.`,
    },
    short: { zh: '内存泄漏将耗尽', en: 'memory leaks' },
    action: { zh: '勿自行重启', en: 'do not restart yourself' },
  },
});

export const forecastAlerts: readonly AlertRule[] = [
  inSixHours,
  ...inADay,
  inThreeDays,
  inAFortnight,
  memoryLeak,
];
