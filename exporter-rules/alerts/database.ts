import { promql } from '../../catalog/promql.ts';
import {
  dbBackupTimestamp,
  dbFileBytes,
  dbFileFreeBytes,
  dbPoolInUse,
  dbPoolMax,
  dbPoolWaiting,
  dbQuerySeconds,
  dbUp,
} from '../../catalog/service.ts';
import { by, fromAgents } from '../agents.ts';
import { service } from '../config.ts';
import { type AlertRule, rule, warnAndCrit } from '../rule.ts';

const common = { family: 'service', scope: 'part' } as const;
const up = fromAgents(dbUp);

const down = rule({
  alert: 'DbDown',
  ...common,
  part: { word: 'db' },
  urgency: 'P2',
  expr: promql`group by (${by.server}) (${up} == 0)`,
  for: service.dbFor,
  keep: service.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的本地数据库连不上',
      en: 'Hospital {{ $labels.hospital }}: the local database of {{ $labels.server }} does not answer',
    },
    description: {
      zh: '一台服务器的本地数据库拒绝只读登录。主备医院由另一台继续结算；冗余已失。不要断电，不要自行修复。',
      en: 'The database of one server refuses the read-only login. A pair goes on with its partner, without redundancy. Do not cut power, do not repair.',
    },
    short: { zh: '一台的数据库不可用', en: 'database of one server down' },
    action: { zh: '勿断电请打热线', en: 'keep power on, call' },
  },
});

const unavailable = rule({
  alert: 'DbUnavailable',
  family: 'service',
  scope: 'hospital',
  urgency: 'P1',
  expr: promql`max by (${by.hospital}) (${up}) == 0`,
  for: service.dbFor,
  keep: service.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：本地数据库不可用，无法结算',
      en: 'Hospital {{ $labels.hospital }}: no local database answers, no settlement possible',
    },
    description: {
      zh: '全院没有一台数据库可用，联网和离线结算都不能进行。已保存的交易不会丢。不要断电、不要重启、不要自行修复。',
      en: 'No database of the hospital answers, so neither online nor offline settlement works. Stored trades are safe. Do not cut power, restart or repair.',
    },
    short: { zh: '本地数据库不可用', en: 'local database unavailable' },
    action: { zh: '勿断电请打热线', en: 'keep power on, call' },
  },
});

const waiting = fromAgents(dbPoolWaiting);
const pool = { word: 'db_pool' } as const;
const poolSummary = {
  zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 有 {{ $value }} 个请求在等数据库连接',
  en: 'Hospital {{ $labels.hospital }}: {{ $value }} callers on {{ $labels.server }} wait for a connection',
};

const poolExhausted = warnAndCrit({
  alert: 'DbPoolExhausted',
  ...common,
  part: pool,
  warn: {
    expr: promql`max by (${by.server}) (${waiting} > 0)`,
    for: service.poolWarnFor,
    keep: service.keep,
    texts: {
      summary: poolSummary,
      description: {
        zh: '请求要排队等数据库连接，结算变慢。关闭多余的收费程序可以缓解；不要重启数据库。',
        en: 'Callers queue for a database connection and settlement gets slow. Closing spare window programs helps; do not restart the database.',
      },
      short: { zh: '数据库连接紧张', en: 'few database connections' },
      action: { zh: '关闭多余收费程序', en: 'close spare programs' },
    },
  },
  crit: {
    expr: promql`
      max by (${by.server}) (
        ${waiting} > 0
        and on (server)
        ${fromAgents(dbPoolInUse)} / ${fromAgents(dbPoolMax)} >= ${service.poolFull}
      )`,
    for: service.poolCritFor,
    keep: service.keep,
    texts: {
      summary: poolSummary,
      description: {
        zh: '数据库连接全部占用已 5 分钟，新的结算拿不到连接，会超时。关闭多余的收费程序，等远程处理；不要重启数据库。',
        en: 'All connections have been taken for five minutes, so new settlements time out. Close spare window programs and wait for operations; do not restart the database.',
      },
      short: { zh: '数据库连接耗尽', en: 'database connections used up' },
      action: { zh: '关闭多余收费程序', en: 'close spare programs' },
    },
  },
});

const slow = rule({
  alert: 'DbQuerySlow',
  ...common,
  part: { label: 'probe' },
  urgency: 'P3',
  expr: promql`max by (${by.server}, probe) (${fromAgents(dbQuerySeconds)} > ${service.querySeconds})`,
  for: service.queryFor,
  keep: service.queryKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的数据库查询 {{ $labels.probe }} 用了 {{ $value | humanizeDuration }}',
      en: 'Hospital {{ $labels.hospital }}: query {{ $labels.probe }} on {{ $labels.server }} takes {{ $value | humanizeDuration }}',
    },
    description: {
      zh: '平时几十毫秒的固定查询超过 2 秒，多为锁、磁盘慢或统计信息过期。结算可用，会变慢。',
      en: 'A canned query that takes milliseconds needs more than 2 s: locks, a slow disk or old statistics. Settlement works but slows down.',
    },
    short: { zh: '数据库查询变慢', en: 'database slow' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

// The size of a file contains its free space.
const used = promql`1 - ${fromAgents(dbFileFreeBytes)} / ${fromAgents(dbFileBytes)}`;
const fileSummary = {
  zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的数据库文件 {{ $labels.file }} 已用 {{ $value | humanizePercentage }}',
  en: 'Hospital {{ $labels.hospital }}: database file {{ $labels.file }} of {{ $labels.server }} is {{ $value | humanizePercentage }} full',
};

const fileFull = warnAndCrit({
  alert: 'DbFileAlmostFull',
  ...common,
  part: { label: 'file' },
  warn: {
    expr: promql`max by (${by.server}, file) (${used} > ${service.fileWarn})`,
    for: service.fileFor,
    keep: service.fileKeep,
    texts: {
      summary: fileSummary,
      description: {
        zh: '数据库文件内的空间快用完。文件不能自动增长时，用完后结算写不进去。由工程师扩展或做日志备份，不要删文件。',
        en: 'The space inside a database file runs out; where the file cannot grow, settlements can no longer be written. An engineer extends it or backs up the log; nobody deletes files.',
      },
      short: { zh: '数据库文件将满', en: 'database file nearly full' },
      action: { zh: '勿自行删文件', en: 'delete nothing yourself' },
    },
  },
  crit: {
    expr: promql`max by (${by.server}, file) (${used} > ${service.fileCrit})`,
    for: service.fileFor,
    keep: service.fileKeep,
    texts: {
      summary: fileSummary,
      description: {
        zh: '数据库文件几乎没有空间，结算随时会写不进去。工程师须立即扩展文件或备份日志；不要删文件、不要收缩。',
        en: 'A database file has almost no space left and settlement may stop at any moment. An engineer extends the file or backs up the log at once; nobody deletes or shrinks.',
      },
      short: { zh: '数据库文件已满结算将停', en: 'database file full' },
      action: { zh: '勿删文件请打热线', en: 'delete nothing, call' },
    },
  },
});

const backupAge = promql`time() - max by (${by.server}) (${fromAgents(dbBackupTimestamp)})`;
const backupSummary = {
  zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的数据库已 {{ $value | humanizeDuration }} 没有备份',
  en: 'Hospital {{ $labels.hospital }}: the last backup of {{ $labels.server }} is {{ $value | humanizeDuration }} old',
};
const keepOn = { zh: '夜间勿关服务器', en: 'keep server on at night' } as const;

const backupMissing = rule({
  alert: 'DbBackupMissing',
  ...common,
  part: { word: 'backup' },
  urgency: 'P3',
  expr: promql`${backupAge} > ${service.backupSeconds}`,
  for: service.backupFor,
  texts: {
    summary: backupSummary,
    description: {
      zh: '昨夜的数据库备份没有成功。结算正常；此时硬盘损坏会丢失一天以上的本地记录。',
      en: 'Last night’s backup failed. Settlement works, but a broken disk would now cost more than a day of local records.',
    },
    short: { zh: '数据库昨夜未备份', en: 'no backup last night' },
    action: keepOn,
  },
});

const backupTwice = rule({
  alert: 'DbBackupMissedTwice',
  ...common,
  part: { word: 'backup' },
  urgency: 'P2',
  expr: promql`${backupAge} > ${service.backupTwiceSeconds}`,
  for: service.backupFor,
  texts: {
    summary: backupSummary,
    description: {
      zh: '连续两夜没有成功的备份，说明备份本身坏了。结算正常；须当天修好并补做一次。',
      en: 'Two nights without a good backup: the backup itself is broken. Settlement works; repair it and make one today.',
    },
    short: { zh: '数据库两夜未备份', en: 'two nights without backup' },
    action: keepOn,
  },
});

export const databaseAlerts: readonly AlertRule[] = [
  down,
  unavailable,
  ...poolExhausted,
  slow,
  ...fileFull,
  backupMissing,
  backupTwice,
];
