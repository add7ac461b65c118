import { promql } from '../../catalog/promql.ts';
import { certificateNotAfter, clockOffset, timeSyncOk } from '../../catalog/service.ts';
import { by, fromAgents } from '../agents.ts';
import { time } from '../config-operations.ts';
import { type AlertRule, rule } from '../rule.ts';

const clock = { family: 'time', scope: 'part', part: { word: 'clock' } } as const;
const certificate = { family: 'time', scope: 'part', part: { label: 'purpose' } } as const;

const clockInfoAlert = rule({
  alert: 'ClockOffset',
  ...clock,
  urgency: 'P4',
  expr: promql`max by (${by.server}) (abs(${fromAgents(clockOffset)}) > ${time.offsetInfo})`,
  for: time.offsetFor,
  keep: time.offsetKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 时间相差 {{ $value | humanizeDuration }}',
      en: 'Hospital {{ $labels.hospital }}: the clock of {{ $labels.server }} is off by {{ $value | humanizeDuration }}',
    },
    description: {
      zh: '时间偏差超过 5 秒，结算正常，日志时间对不上。运维远程校时，不要手工改时间。',
      en: 'The clock is more than 5 s off: settlement works, logs do not match. Operations corrects it from afar; nobody sets it by hand.',
    },
    short: { zh: '服务器时间不准', en: 'server clock off' },
    action: { zh: '不要手工改时间', en: 'do not set it by hand' },
  },
});

const clockWarningAlert = rule({
  alert: 'ClockOffset',
  ...clock,
  urgency: 'P2',
  expr: promql`max by (${by.server}) (abs(${fromAgents(clockOffset)}) > ${time.offsetWarn})`,
  for: time.offsetFor,
  keep: time.offsetKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 时间相差 {{ $value | humanizeDuration }}',
      en: 'Hospital {{ $labels.hospital }}: the clock of {{ $labels.server }} is off by {{ $value | humanizeDuration }}',
    },
    description: {
      zh: '时间偏差超过 1 分钟，再大签名就会被拒绝。结算暂时正常；运维远程校时，不要手工改时间。',
      en: 'The clock is more than a minute off; further and signatures are refused. Settlement still works; operations corrects it, nobody sets it by hand.',
    },
    short: { zh: '服务器时间不准', en: 'server clock off' },
    action: { zh: '不要手工改时间', en: 'do not set it by hand' },
  },
});

const clockCriticalAlert = rule({
  alert: 'ClockOffset',
  ...clock,
  urgency: 'P1',
  expr: promql`max by (${by.server}) (abs(${fromAgents(clockOffset)}) > ${time.offsetCrit})`,
  for: time.offsetFor,
  keep: time.offsetKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 时间相差 {{ $value | humanizeDuration }}',
      en: 'Hospital {{ $labels.hospital }}: the clock of {{ $labels.server }} is off by {{ $value | humanizeDuration }}',
    },
    description: {
      zh: '时间偏差超过 5 分钟，医保中心会拒绝签名，不能联网结算。须立即远程校时，不要手工改时间。',
      en: 'The clock is more than five minutes off: the bureau refuses signatures and online settlement fails. Correct it at once from afar; nobody sets it by hand.',
    },
    short: { zh: '服务器时间严重错误', en: 'clock far off' },
    action: { zh: '勿改时间请打热线', en: 'do not set it, call' },
  },
});

const timeSyncLostAlert = rule({
  alert: 'TimeSyncLost',
  family: 'time',
  scope: 'part',
  part: { word: 'sync' },
  urgency: 'P3',
  expr: promql`group by (${by.server}) (${fromAgents(timeSyncOk)} == 0)`,
  for: time.syncFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的时间同步已停 1 小时',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.server }} has had no time synchronization for an hour',
    },
    description: {
      zh: '时间服务没有锁定，时钟会慢慢走偏，几天后签名会被拒绝。结算正常；运维远程恢复。',
      en: 'The time service is not locked and the clock drifts; in days signatures would be refused. Settlement works; operations repairs it from afar.',
    },
    short: { zh: '时间同步中断', en: 'time synchronization lost' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const certificateInfoAlert = rule({
  alert: 'CertificateExpiring',
  ...certificate,
  urgency: 'P4',
  expr: promql`min by (${by.server}, purpose) (${fromAgents(certificateNotAfter)}) - time() < ${time.certInfo}`,
  for: time.certFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的证书 {{ $labels.purpose }} 还有 {{ $value | humanizeDuration }} 到期',
      en: 'Hospital {{ $labels.hospital }}: certificate {{ $labels.purpose }} of {{ $labels.server }} ends in {{ $value | humanizeDuration }}',
    },
    description: {
      zh: '证书 30 天内到期，结算正常。列入换证计划。',
      en: 'The certificate ends within 30 days; settlement works. Plan its renewal.',
    },
    short: { zh: '签名证书即将到期', en: 'certificate ends soon' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const certificateWarningAlert = rule({
  alert: 'CertificateExpiring',
  ...certificate,
  urgency: 'P2',
  expr: promql`min by (${by.server}, purpose) (${fromAgents(certificateNotAfter)}) - time() < ${time.certWarn}`,
  for: time.certFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的证书 {{ $labels.purpose }} 还有 {{ $value | humanizeDuration }} 到期',
      en: 'Hospital {{ $labels.hospital }}: certificate {{ $labels.purpose }} of {{ $labels.server }} ends in {{ $value | humanizeDuration }}',
    },
    description: {
      zh: '证书 14 天内到期，结算正常。本周内换证，UKey 要有人在场。',
      en: 'The certificate ends within 14 days; settlement works. Renew it this week; somebody has to be there with the UKey.',
    },
    short: { zh: '签名证书两周内到期', en: 'certificate ends in 2 weeks' },
    action: { zh: '准备UKey配合换证', en: 'have the UKey ready' },
  },
});

const certificateCriticalAlert = rule({
  alert: 'CertificateExpiring',
  ...certificate,
  urgency: 'P1',
  expr: promql`min by (${by.server}, purpose) (${fromAgents(certificateNotAfter)}) - time() < ${time.certCrit}`,
  for: time.certFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的证书 {{ $labels.purpose }} 还有 {{ $value | humanizeDuration }} 到期',
      en: 'Hospital {{ $labels.hospital }}: certificate {{ $labels.purpose }} of {{ $labels.server }} ends in {{ $value | humanizeDuration }}',
    },
    description: {
      zh: '证书 3 天内到期或已到期，到期后所有结算都会被拒绝。立即换证。',
      en: 'The certificate ends within three days or is over; afterwards every settlement is refused. Renew it at once.',
    },
    short: { zh: '签名证书3天内到期', en: 'certificate ends in 3 days' },
    action: { zh: '备好UKey请打热线', en: 'UKey ready, call' },
  },
});

export const timeAlerts: readonly AlertRule[] = [
  clockInfoAlert,
  clockWarningAlert,
  clockCriticalAlert,
  timeSyncLostAlert,
  certificateInfoAlert,
  certificateWarningAlert,
  certificateCriticalAlert,
];
