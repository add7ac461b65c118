import { promql } from '../../catalog/promql.ts';
import { fs } from '../config.ts';
import { fsCapacity, fsUsed, fsUsedRatio } from '../recording/storage.ts';
import { type AlertRule, type Texts, warnAndCrit } from '../rule.ts';

const summary = {
  zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 磁盘 {{ $labels.mountpoint }} 已用 {{ $value | humanizePercentage }}',
  en: 'Hospital {{ $labels.hospital }}: volume {{ $labels.mountpoint }} of {{ $labels.server }} is {{ $value | humanizePercentage }} full',
};

const warnTexts: Texts = {
  summary,
  description: {
    zh: '磁盘接近写满。结算仍正常；写满后数据库会停止写入。请勿自行删除文件，由工程师远程归档。',
    en: 'The volume is nearly full. Settlement still works; once full, the database stops writing. Nobody deletes files by hand: an engineer archives from afar.',
  },
  short: { zh: '磁盘即将写满', en: 'volume nearly full' },
  action: { zh: '勿自行删文件', en: 'delete nothing yourself' },
};

const critTexts: Texts = {
  summary,
  description: {
    zh: '磁盘几乎写满，数据库随时可能停止写入，结算将中断。请勿自行删除文件，工程师须立即远程归档。',
    en: 'The volume is almost full: the database may stop writing at any time and settlement with it. Nobody deletes files by hand: an engineer archives at once.',
  },
  short: { zh: '磁盘几乎写满结算将停', en: 'volume full, settlement at risk' },
  action: { zh: '勿删文件请打热线', en: 'delete nothing, call' },
};

// `and` hands on the ratio of the left side, so that both conditions have the same value in the text.
export const storageAlerts: readonly AlertRule[] = warnAndCrit({
  alert: 'FsAlmostFull',
  family: 'storage',
  scope: 'part',
  part: { label: 'mountpoint' },
  warn: {
    expr: promql`${fsUsedRatio} > ${fs.warnUsed}`,
    for: fs.for,
    keep: fs.keep,
    texts: warnTexts,
  },
  crit: {
    expr: promql`
      ${fsUsedRatio} > ${fs.critUsed}
      or
      (
        ${fsUsedRatio}
        and (${fsCapacity} - ${fsUsed} < ${fs.critFreeBytes})
        and (${fsCapacity} > ${fs.minSizeBytes})
      )`,
    for: fs.for,
    keep: fs.keep,
    texts: critTexts,
  },
});
