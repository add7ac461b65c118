import { promql } from '../../catalog/promql.ts';
import { type AlertRule, rule } from '../rule.ts';

const watchdog = rule({
  alert: 'Watchdog',
  urgency: 'plumbing',
  family: 'meta',
  scope: 'meta',
  expr: promql`vector(1)`,
  instant:
    'It fires always; its absence is the alarm, and the notifier waits three minutes for it.',
  texts: {
    summary: {
      zh: '报警通道自检：本条常在，消失才是故障',
      en: 'Dead man’s switch: always firing, its absence is the fault',
    },
    description: {
      zh: 'Prometheus 每次评估都会发出本条。通知程序 3 分钟收不到即自行告警。',
      en: 'Prometheus sends this at every evaluation. The notifier raises its own alarm when it stays away for three minutes.',
    },
    short: { zh: '报警通道自检', en: 'alarm path self-test' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

export const metaAlerts: readonly AlertRule[] = [watchdog];
