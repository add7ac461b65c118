import { mdDisks } from '../../catalog/disk.ts';
import {
  filesystemDeviceError,
  filesystemFiles,
  filesystemFilesFree,
  filesystemReadonly,
} from '../../catalog/filesystem.ts';
import { promql } from '../../catalog/promql.ts';
import { by, fromAgents } from '../agents.ts';
import { disks, fs } from '../config.ts';
import { type AlertRule, rule, warnAndCrit } from '../rule.ts';

const common = { family: 'storage', scope: 'part' } as const;
const perMount = `${by.server}, mountpoint`;
const mount = { part: { label: 'mountpoint' } } as const;
const real = { fstype: { not: fs.ignoredTypes } } as const;

const readOnly = rule({
  alert: 'FsReadOnly',
  ...common,
  ...mount,
  urgency: 'P1',
  expr: promql`group by (${perMount}) (${fromAgents(filesystemReadonly, real)} == 1)`,
  for: disks.stateFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 的磁盘 {{ $labels.mountpoint }} 变成只读',
      en: 'Hospital {{ $labels.hospital }}: volume {{ $labels.mountpoint }} of {{ $labels.server }} became read-only',
    },
    description: {
      zh: '系统发现磁盘错误，把它改成只读来保护数据，数据库写不进去，结算会停。不要重启：重启可能起不来。',
      en: 'The system found errors and made the volume read-only to protect the data: the database cannot write and settlement stops. Do not restart, it may not come back.',
    },
    short: { zh: '磁盘变为只读', en: 'volume read-only' },
    action: { zh: '勿重启请打热线', en: 'do not restart, call' },
  },
});

const deviceError = rule({
  alert: 'FsDeviceError',
  ...common,
  ...mount,
  urgency: 'P2',
  expr: promql`group by (${perMount}) (${fromAgents(filesystemDeviceError, real)} == 1)`,
  for: disks.stateFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 的磁盘 {{ $labels.mountpoint }} 读不出容量',
      en: 'Hospital {{ $labels.hospital }}: volume {{ $labels.mountpoint }} of {{ $labels.server }} cannot be asked for its space',
    },
    description: {
      zh: '系统查询这个磁盘没有应答：网络盘断开、磁盘掉线或卡住。结算可能暂时正常，备份和下载会失败。',
      en: 'The system gets no answer about this volume: a lost network share, a dropped disk or a hang. Settlement may go on; backups and downloads fail.',
    },
    short: { zh: '磁盘无应答', en: 'volume does not answer' },
    action: { zh: '勿拔盘请打热线', en: 'pull no disk, call' },
  },
});

const raid = rule({
  alert: 'RaidDegraded',
  ...common,
  part: { label: 'device' },
  urgency: 'P2',
  expr: promql`max by (${by.server}, device) (${fromAgents(mdDisks, { state: 'failed' })} > 0)`,
  for: disks.raidFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 阵列 {{ $labels.device }} 有 {{ $value }} 块坏盘',
      en: 'Hospital {{ $labels.hospital }}: array {{ $labels.device }} of {{ $labels.server }} has {{ $value }} failed disks',
    },
    description: {
      zh: '阵列里坏了盘，数据还在，但再坏一块就会丢。结算正常。看前面板红灯位置并拍照，不要拔盘，工程师带盘上门。',
      en: 'A disk of the array failed. The data are there, but the next failure loses them. Settlement works. Note the red light, pull nothing: an engineer brings a disk.',
    },
    short: { zh: '硬盘预警冗余降级', en: 'disk failed, array degraded' },
    action: { zh: '拍红灯位置勿拔盘', en: 'photograph light, pull none' },
  },
});

const usedInodes = promql`
  1 - ${fromAgents(filesystemFilesFree, real)} / ${fromAgents(filesystemFiles, real)}`;
const inodeSummary = {
  zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 磁盘 {{ $labels.mountpoint }} 的文件数已用 {{ $value | humanizePercentage }}',
  en: 'Hospital {{ $labels.hospital }}: {{ $value | humanizePercentage }} of the file entries of {{ $labels.mountpoint }} on {{ $labels.server }} are used',
};

const inodes = warnAndCrit({
  alert: 'InodesAlmostFull',
  ...common,
  ...mount,
  warn: {
    expr: promql`max by (${perMount}) (${usedInodes} > ${disks.inodesWarn})`,
    for: disks.inodesFor,
    keep: fs.keep,
    texts: {
      summary: inodeSummary,
      description: {
        zh: '磁盘还有空间，但能建的文件数快用完，用完后任何程序都建不了新文件。多为小文件堆积。请勿自行删除。',
        en: 'There is space left but hardly any file entries: soon no program can create a file. Usually heaps of small files. Nobody deletes by hand.',
      },
      short: { zh: '磁盘文件数将满', en: 'file entries nearly used up' },
      action: { zh: '勿自行删文件', en: 'delete nothing yourself' },
    },
  },
  crit: {
    expr: promql`max by (${perMount}) (${usedInodes} > ${disks.inodesCrit})`,
    for: disks.inodesFor,
    keep: fs.keep,
    texts: {
      summary: inodeSummary,
      description: {
        zh: '能建的文件数几乎用完，上传、日志和数据库随时会失败，结算将中断。工程师须立即归档小文件。请勿自行删除。',
        en: 'Hardly any file entry is left: uploads, logs and the database may fail at any moment. An engineer archives small files at once. Nobody deletes by hand.',
      },
      short: { zh: '磁盘文件数已满结算将停', en: 'file entries used up' },
      action: { zh: '勿删文件请打热线', en: 'delete nothing, call' },
    },
  },
});

export const diskAlerts: readonly AlertRule[] = [readOnly, deviceError, raid, ...inodes];
