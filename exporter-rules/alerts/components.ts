import { promql } from '../../catalog/promql.ts';
import {
  antivirusQuarantined,
  componentRestarts,
  componentUp,
  fileIntegrityMismatch,
} from '../../catalog/service.ts';
import { txnInFlight, workerBusy, workerMax } from '../../catalog/settlement.ts';
import { by, fromAgents } from '../agents.ts';
import { unlessPlanned } from '../calendar.ts';
import { service, settlement } from '../config.ts';
import { type AlertRule, rule } from '../rule.ts';

const common = { family: 'service', scope: 'part' } as const;
const component = { part: { label: 'component' } } as const;

const vitalDown = rule({
  alert: 'ComponentDown',
  ...common,
  ...component,
  urgency: 'P2',
  expr: promql`
    group by (${by.server}, component) (
      ${fromAgents(componentUp, { component: settlement.vital })} == 0
    )`,
  for: service.componentFor,
  keep: service.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的 {{ $labels.component }} 未运行',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.component }} of {{ $labels.server }} does not run',
    },
    description: {
      zh: '一台服务器的关键组件停了。单机医院此时另有“结算服务停止”告警；主备医院由另一台继续结算，冗余已失。',
      en: 'A vital component of one server is down. A single server raises SettlementServiceDown as well; a pair settles on its partner, without redundancy.',
    },
    short: { zh: '关键组件未运行', en: 'vital component down' },
    action: { zh: '等2分钟勿动另一台', en: 'wait, leave the partner' },
  },
});

const auxiliaryDown = rule({
  alert: 'AuxiliaryComponentDown',
  ...common,
  ...component,
  urgency: 'P3',
  expr: promql`
    group by (${by.server}, component) (
      ${fromAgents(componentUp, { component: { not: settlement.vital } })} == 0
    )`,
  for: service.componentFor,
  keep: service.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的辅助组件 {{ $labels.component }} 未运行',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.component }} of {{ $labels.server }} does not run',
    },
    description: {
      zh: '上传、下载、读卡、签名等辅助组件之一停了。多数结算照常，相应功能缺失；拖久会变成积压、过期或读不了卡。',
      en: 'One of the helpers (upload, download, cards, signing and so on) is down. Most settlements go on, its function is missing; left alone it becomes a backlog.',
    },
    short: { zh: '辅助组件未运行', en: 'helper component down' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const crashLooping = rule({
  alert: 'ComponentCrashLooping',
  ...common,
  ...component,
  urgency: 'P2',
  expr: promql`
    max by (${by.server}, component) (
      increase(${fromAgents(componentRestarts)}[${service.restartWindow}]) > ${service.restarts}
    )`,
  for: service.restartFor,
  keep: service.restartKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的 {{ $labels.component }} 1 小时内重启 {{ $value | printf "%.0f" }} 次',
      en: 'Hospital {{ $labels.hospital }}: {{ $labels.component }} of {{ $labels.server }} restarted {{ $value | printf "%.0f" }} times within an hour',
    },
    description: {
      zh: '组件反复崩溃又被拉起，窗口时好时坏，每次都可能留下“结果未知”的交易。自动重启治不好它，须查原因。',
      en: 'A component crashes and is restarted again and again; windows work now and then and each crash may leave a trade in doubt. Restarting does not cure it.',
    },
    short: { zh: '组件反复重启', en: 'component keeps restarting' },
    action: { zh: '记下提示勿重启服务器', en: 'note messages, no restart' },
  },
});

const workers = rule({
  alert: 'WorkerBlocked',
  ...common,
  part: { word: 'workers' },
  urgency: 'P2',
  expr: promql`
    group by (${by.server}) (
      ${fromAgents(workerBusy)} / ${fromAgents(workerMax)} > ${service.workersBusy}
      or
      ${fromAgents(txnInFlight)} > ${fromAgents(workerMax)}
    )`,
  for: service.workersFor,
  keep: service.keep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的处理队列堵塞',
      en: 'Hospital {{ $labels.hospital }}: the work queue of {{ $labels.server }} is blocked',
    },
    description: {
      zh: '处理线程几乎全忙，新的结算要排队，常见于一个错误后的固定等待或数据库锁。结算变慢或超时。',
      en: 'Nearly all workers are busy and new settlements wait, often because of the fixed pause after an error or a lock. Settlements get slow or time out.',
    },
    short: { zh: '处理队列堵塞', en: 'work queue blocked' },
    action: { zh: '等2分钟后点重启医保服务', en: 'wait 2 min, restart service' },
  },
});

const quarantine = rule({
  alert: 'AntivirusQuarantine',
  ...common,
  part: { word: 'antivirus' },
  urgency: 'P1',
  expr: promql`max by (${by.server}) (${fromAgents(antivirusQuarantined)} > 0)`,
  for: service.quarantineFor,
  keep: service.quarantineKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 有 {{ $value }} 个医保程序文件被杀毒隔离',
      en: 'Hospital {{ $labels.hospital }}: anti-virus took away {{ $value }} program files of {{ $labels.server }}',
    },
    description: {
      zh: '杀毒软件隔离了医保程序文件，结算会停或重启后起不来。文件还在隔离区，可以恢复；点“清除”就没有了。',
      en: 'The anti-virus took program files away: settlement stops now or after the next restart. They can be restored from the quarantine unless somebody clears it.',
    },
    short: { zh: '杀毒隔离了程序文件', en: 'program files quarantined' },
    action: { zh: '勿点清除请打热线', en: 'do not clear, call' },
  },
});

const integrity = rule({
  alert: 'FileIntegrityMismatch',
  ...common,
  part: { label: 'set' },
  urgency: 'P2',
  expr: unlessPlanned(
    promql`max by (${by.server}, set) (${fromAgents(fileIntegrityMismatch)} > 0)`,
  ),
  for: service.integrityFor,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：{{ $labels.server }} 的 {{ $labels.set }} 有 {{ $value }} 个文件被改动',
      en: 'Hospital {{ $labels.hospital }}: {{ $value }} files of {{ $labels.set }} on {{ $labels.server }} were changed',
    },
    description: {
      zh: '程序或配置文件的校验值与发布时不同，而此时没有公布的维护。可能是未登记的升级，也可能是入侵。保持现场。',
      en: 'Hashes of program or configuration files differ from the release and no maintenance is announced: an update nobody entered, or an intruder. Preserve the scene.',
    },
    short: { zh: '程序文件被改动', en: 'program files changed' },
    action: { zh: '保持现场不要关机', en: 'touch nothing, stay on' },
  },
});

export const componentAlerts: readonly AlertRule[] = [
  vitalDown,
  auxiliaryDown,
  crashLooping,
  workers,
  quarantine,
  integrity,
];
