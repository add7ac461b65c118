import { hospitalOpen, inventoryServerInfo } from '../../catalog/center.ts';
import { filesystemAvailBytes, filesystemSizeBytes } from '../../catalog/filesystem.ts';
import type { Metric } from '../../catalog/metric.ts';
import {
  channelUp,
  deliveries,
  outboxOldestAge,
  reconcileLastSuccess,
} from '../../catalog/notifier.ts';
import {
  alertmanagerNotificationsFailed,
  alertmanagerReload,
  notificationsDropped,
  prometheusReload,
  ruleEvaluationFailures,
  ruleIterationsMissed,
  samplesAppended,
  up,
} from '../../catalog/prometheus.ts';
import { type PromQL, promql, type Selector } from '../../catalog/promql.ts';
import { select } from '../../catalog/select.ts';
import { job } from '../agents.ts';
import { fs, timing } from '../config.ts';
import { meta } from '../config-operations.ts';
import { type AlertRule, rule } from '../rule.ts';

// Alarms about the monitoring itself: no label of the topology, and nothing of it explains them.

const common = { family: 'meta', scope: 'meta' } as const;
const lost = select(deliveries, { result: ['rejected', 'given_up'] });
const ended = select(deliveries, { result: ['sent', 'rejected', 'given_up'] });

/** A program that does not answer, or that nobody asks any more. */
function gone(program: string): PromQL {
  const target = select(up, { job: program });
  return promql`group by (job) (${target} == 0) or absent(${target})`;
}

/** A volume of the machine that the monitoring runs on. */
function own(metric: Metric<readonly ['device', 'fstype', 'mountpoint']>): Selector {
  return select(metric, { job: job.centerHost, fstype: { not: fs.ignoredTypes } });
}

const prometheusDownAlert = rule({
  alert: 'PrometheusDown',
  ...common,
  urgency: 'P1',
  expr: gone(job.prometheus),
  for: meta.downFor,
  texts: {
    summary: { zh: '监控：一台 Prometheus 不在线', en: 'Monitoring: a Prometheus is not up' },
    description: {
      zh: '两台 Prometheus 互相监视，其中一台停了。医院结算不受影响；剩下一台再停就没有报警。',
      en: 'Two Prometheus watch each other and one is gone. Hospitals are not affected; without the other one there are no alarms.',
    },
    short: { zh: '监控服务停止', en: 'Prometheus down' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const ruleFailuresAlert = rule({
  alert: 'RuleFailures',
  ...common,
  urgency: 'P1',
  expr: promql`max(increase(${ruleEvaluationFailures}[${timing.rateWindow}])) > 0`,
  for: meta.failFor,
  keep: meta.keep,
  texts: {
    summary: { zh: '监控：有告警规则执行失败', en: 'Monitoring: rules fail to evaluate' },
    description: {
      zh: '规则执行失败，它负责的故障暂时看不见。医院结算不受影响；查 Prometheus 规则页的错误。',
      en: 'A rule cannot be evaluated, so the faults it watches are not seen. Hospitals are not affected; the rules page of Prometheus shows the error.',
    },
    short: { zh: '告警规则执行失败', en: 'rules fail' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const ruleIterationsMissedAlert = rule({
  alert: 'RuleIterationsMissed',
  ...common,
  urgency: 'P3',
  expr: promql`max(increase(${ruleIterationsMissed}[${meta.missedWindow}])) > 0`,
  for: meta.missedFor,
  texts: {
    summary: { zh: '监控：规则来不及按时执行', en: 'Monitoring: rules are evaluated too late' },
    description: {
      zh: '一组规则执行时间超过间隔，告警会变慢。医院结算不受影响；看最慢的规则组和本机负载。',
      en: 'A group of rules takes longer than its interval and alarms get slow. Hospitals are not affected; look at the slowest group and the load.',
    },
    short: { zh: '规则执行超时', en: 'rules too slow' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const prometheusNotIngestingAlert = rule({
  alert: 'PrometheusNotIngesting',
  ...common,
  urgency: 'P1',
  expr: promql`max(rate(${samplesAppended}[${timing.rateWindow}])) <= 0`,
  for: meta.ingestFor,
  texts: {
    summary: { zh: '监控：没有收到任何数据', en: 'Monitoring: no samples come in' },
    description: {
      zh: 'Prometheus 在运行但收不到数据，所有医院都看不见。医院结算不受影响；查网络、磁盘和采集目标。',
      en: 'Prometheus runs but takes in nothing, so no hospital is observed. Hospitals are not affected; check network, disk and targets.',
    },
    short: { zh: '监控收不到数据', en: 'no samples' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const configReloadFailedAlert = rule({
  alert: 'ConfigReloadFailed',
  ...common,
  urgency: 'P2',
  expr: promql`${prometheusReload} == 0 or ${alertmanagerReload} == 0`,
  for: meta.reloadFor,
  texts: {
    summary: {
      zh: '监控：{{ $labels.job }} 的新配置没有生效',
      en: 'Monitoring: {{ $labels.job }} refused its new configuration',
    },
    description: {
      zh: '新配置有错，程序继续用旧的；重启后会起不来。医院结算不受影响。',
      en: 'The new configuration is faulty and the old one stays in use; after a restart the program would not come up. Hospitals are not affected.',
    },
    short: { zh: '监控配置未生效', en: 'configuration refused' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const notificationsDroppedAlert = rule({
  alert: 'NotificationsDropped',
  ...common,
  urgency: 'P2',
  expr: promql`increase(${notificationsDropped}[${timing.rateWindow}]) > 0`,
  for: meta.droppedFor,
  texts: {
    summary: {
      zh: '监控：有告警没有送到 Alertmanager',
      en: 'Monitoring: alerts are lost before Alertmanager',
    },
    description: {
      zh: 'Prometheus 送不出告警并已丢弃一部分，会自动重发仍在的。医院结算不受影响；查 Alertmanager。',
      en: 'Prometheus could not hand over alerts and dropped some; those that last are sent again. Hospitals are not affected; check Alertmanager.',
    },
    short: { zh: '告警送出失败', en: 'alerts dropped' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const webhookFailingAlert = rule({
  alert: 'WebhookFailing',
  ...common,
  urgency: 'P1',
  expr: promql`max by (instance) (rate(${alertmanagerNotificationsFailed}{integration="webhook"}[${timing.rateWindow}])) > 0`,
  for: meta.failFor,
  keep: meta.keep,
  bypass: true,
  texts: {
    summary: {
      zh: '报警通道：Alertmanager 送不到通知程序',
      en: 'Alarm path: Alertmanager cannot reach the notifier',
    },
    description: {
      zh: '短信和邮件可能发不出去，本条由 Alertmanager 自己的邮件发出。医院结算不受影响；请人工看大屏。',
      en: 'SMS and mail may not go out; this one leaves by the mail of Alertmanager itself. Hospitals are not affected; watch the wall.',
    },
    short: { zh: '报警送不到通知程序', en: 'webhook failing' },
    action: { zh: '请人工看大屏', en: 'watch the wall' },
  },
});

const notifierDownAlert = rule({
  alert: 'NotifierDown',
  ...common,
  urgency: 'P1',
  expr: gone(job.notifier),
  for: meta.notifierFor,
  keep: meta.shortKeep,
  bypass: true,
  texts: {
    summary: { zh: '报警通道：通知程序不在线', en: 'Alarm path: the notifier is not up' },
    description: {
      zh: '短信和邮件发不出去，本条由 Alertmanager 自己的邮件发出。医院结算不受影响；请人工看大屏。',
      en: 'No SMS and no mail go out; this one leaves by the mail of Alertmanager itself. Hospitals are not affected; watch the wall.',
    },
    short: { zh: '通知程序停止', en: 'notifier down' },
    action: { zh: '请人工看大屏', en: 'watch the wall' },
  },
});

const notifierBacklogAlert = rule({
  alert: 'NotifierBacklog',
  ...common,
  urgency: 'P1',
  expr: promql`${outboxOldestAge} > ${meta.outboxSeconds}`,
  for: meta.notifierFor,
  keep: meta.shortKeep,
  bypass: true,
  texts: {
    summary: {
      zh: '报警通道：最早一条通知已等待 {{ $value | humanizeDuration }}',
      en: 'Alarm path: the oldest message has waited {{ $value | humanizeDuration }}',
    },
    description: {
      zh: '通知积压，短信会晚到。医院结算不受影响；查短信网关和邮件服务器，请人工看大屏。',
      en: 'Messages pile up and SMS come late. Hospitals are not affected; check the SMS gateway and the mail server, and watch the wall.',
    },
    short: { zh: '通知积压', en: 'messages pile up' },
    action: { zh: '请人工看大屏', en: 'watch the wall' },
  },
});

const notifierDeliveryFailingAlert = rule({
  alert: 'NotifierDeliveryFailing',
  ...common,
  urgency: 'P1',
  expr: promql`sum(rate(${lost}[${meta.deliveryWindow}])) / sum(rate(${ended}[${meta.deliveryWindow}])) > ${meta.lostShare}`,
  for: meta.failFor,
  keep: meta.longKeep,
  bypass: true,
  texts: {
    summary: {
      zh: '报警通道：{{ $value | humanizePercentage }} 的通知没有送达',
      en: 'Alarm path: {{ $value | humanizePercentage }} of the messages are not delivered',
    },
    description: {
      zh: '超过 5% 的短信或邮件被拒或放弃，有人收不到告警。医院结算不受影响；看按通道的失败。',
      en: 'More than 5 % of the messages are rejected or given up, so somebody is not told. Hospitals are not affected; look at the failures by channel.',
    },
    short: { zh: '通知送达失败', en: 'deliveries fail' },
    action: { zh: '请人工看大屏', en: 'watch the wall' },
  },
});

const notifierReconcileStaleAlert = rule({
  alert: 'NotifierReconcileStale',
  ...common,
  urgency: 'P2',
  expr: promql`time() - ${reconcileLastSuccess} > ${meta.reconcileSeconds}`,
  for: meta.notifierFor,
  texts: {
    summary: {
      zh: '报警通道：{{ $value | humanizeDuration }} 没有核对告警',
      en: 'Alarm path: incidents were last compared {{ $value | humanizeDuration }} ago',
    },
    description: {
      zh: '通知程序没有与 Alertmanager、Prometheus 核对，丢失的恢复消息不会被补上。医院结算不受影响。',
      en: 'The notifier did not compare its incidents with Alertmanager and Prometheus, so lost recoveries stay open. Hospitals are not affected.',
    },
    short: { zh: '告警核对停止', en: 'comparison stands still' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const channelDownAlert = rule({
  alert: 'ChannelDown',
  ...common,
  urgency: 'P2',
  expr: promql`group by (channel, kind) (${channelUp} == 0)`,
  for: meta.channelFor,
  keep: meta.shortKeep,
  texts: {
    summary: {
      zh: '报警通道：{{ $labels.channel }} 不可用',
      en: 'Alarm path: channel {{ $labels.channel }} does not work',
    },
    description: {
      zh: '一个通知通道不可用，消息改走其他通道。医院结算不受影响。',
      en: 'A channel does not work; messages take another one. Hospitals are not affected.',
    },
    short: { zh: '通知通道不可用', en: 'channel down' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const allSmsChannelsDownAlert = rule({
  alert: 'AllSmsChannelsDown',
  ...common,
  urgency: 'P1',
  expr: promql`max by (kind) (${select(channelUp, { kind: 'sms' })}) == 0`,
  for: meta.channelFor,
  keep: meta.shortKeep,
  bypass: true,
  texts: {
    summary: { zh: '报警通道：所有短信通道都不可用', en: 'Alarm path: no SMS channel works' },
    description: {
      zh: '一条短信也发不出去，夜间没有人会被叫醒。本条由邮件发出。医院结算不受影响；请人工值守。',
      en: 'Not one SMS goes out and nobody is woken at night. This one goes by mail. Hospitals are not affected; put a person on watch.',
    },
    short: { zh: '短信通道全部中断', en: 'no SMS channel works' },
    action: { zh: '请人工值守', en: 'put a person on watch' },
  },
});

const calendarMissingAlert = rule({
  alert: 'CalendarMissing',
  ...common,
  urgency: 'P2',
  expr: promql`absent(${hospitalOpen})`,
  for: meta.calendarFor,
  texts: {
    summary: { zh: '监控：没有营业时间数据', en: 'Monitoring: opening hours are missing' },
    description: {
      zh: '中心没有给出营业时间，所有医院按“营业中”处理，夜间告警会多。医院结算不受影响。',
      en: 'The center tells no opening hours, so every hospital counts as open and nights get noisy. Hospitals are not affected.',
    },
    short: { zh: '营业时间缺失', en: 'opening hours missing' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const inventoryMissingAlert = rule({
  alert: 'InventoryMissing',
  ...common,
  urgency: 'P2',
  expr: promql`absent(${inventoryServerInfo})`,
  for: meta.inventoryFor,
  texts: {
    summary: { zh: '监控：没有服务器清单', en: 'Monitoring: the inventory is missing' },
    description: {
      zh: '中心没有给出服务器清单，被漏掉的服务器看不出来。医院结算不受影响；查中心程序和数据库。',
      en: 'The center tells no inventory, so a server that is forgotten is not missed. Hospitals are not affected; check the center and its database.',
    },
    short: { zh: '服务器清单缺失', en: 'inventory missing' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const centerVolumeAlmostFullAlert = rule({
  alert: 'CenterVolumeAlmostFull',
  ...common,
  urgency: 'P1',
  expr: promql`1 - ${own(filesystemAvailBytes)} / ${own(filesystemSizeBytes)} > ${meta.volumeUsed}`,
  for: meta.volumeFor,
  keep: meta.volumeKeep,
  texts: {
    summary: {
      zh: '监控中心：磁盘 {{ $labels.mountpoint }} 已用 {{ $value | humanizePercentage }}',
      en: 'Monitoring center: volume {{ $labels.mountpoint }} is {{ $value | humanizePercentage }} full',
    },
    description: {
      zh: '监控中心自己的磁盘快满，满了就没有数据也没有报警。医院结算不受影响；扩容或缩短保留时间。',
      en: 'The center’s own volume runs full; then there are neither data nor alarms. Hospitals are not affected; enlarge it or keep less.',
    },
    short: { zh: '监控中心磁盘将满', en: 'center volume nearly full' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

export const monitoringAlerts: readonly AlertRule[] = [
  prometheusDownAlert,
  ruleFailuresAlert,
  ruleIterationsMissedAlert,
  prometheusNotIngestingAlert,
  configReloadFailedAlert,
  notificationsDroppedAlert,
  webhookFailingAlert,
  notifierDownAlert,
  notifierBacklogAlert,
  notifierDeliveryFailingAlert,
  notifierReconcileStaleAlert,
  channelDownAlert,
  allSmsChannelsDownAlert,
  calendarMissingAlert,
  inventoryMissingAlert,
  centerVolumeAlmostFullAlert,
];
