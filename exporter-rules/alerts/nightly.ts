import { downloadLastSuccess } from '../../catalog/nightly.ts';
import { promql } from '../../catalog/promql.ts';
import { by, fromAgents } from '../agents.ts';
import { nightly } from '../config.ts';
import { type AlertRule, rule } from '../rule.ts';

const missed = rule({
  alert: 'NightlyDownloadMissed',
  urgency: 'P3',
  family: 'nightly',
  scope: 'part',
  part: { label: 'dataset' },
  expr: promql`
    time() - max by (${by.server}, dataset) (${fromAgents(downloadLastSuccess)})
    > ${nightly.missedAfterSeconds}`,
  for: nightly.missedFor,
  keep: nightly.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 的 {{ $labels.dataset }} 已 {{ $value | humanizeDuration }} 未更新',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.dataset }} on {{ $labels.server }} was last downloaded {{ $value | humanizeDuration }} ago',
    },
    description: {
      zh: '昨夜的下载没有成功，仍在使用旧版本。联网结算不受影响；断网时按旧名单判断，可能误判。运维远程补下载，医院无需操作。',
      en: 'Last night brought no good download and the old version stays in use. Online settlement is not affected; offline checks use old data. Operations downloads it from afar, the hospital does nothing.',
    },
    short: { zh: '夜间数据未更新', en: 'nightly download missed' },
    action: { zh: '夜间勿关服务器', en: 'keep server on at night' },
  },
});

export const nightlyAlerts: readonly AlertRule[] = [missed];
