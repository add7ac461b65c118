import type { WebhookAlert } from '../../../protocol/alert-webhook.ts';
import { alertWebhook } from './alert-webhook.ts';

interface Known {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const critical = { severity: 'critical', priority: 'P1' };
const important = { severity: 'warning', priority: 'P2' };

/** Alerts as the rules send them; a story names only what differs. */
const known: Readonly<Record<string, Known>> = {
  DistrictLineDown: {
    labels: { ...critical, scope: 'district', family: 'network' },
    annotations: {
      short_zh: '片区专线大面积中断',
      short_en: 'district line outage',
      action_zh: '勿动设备等通知',
      action_en: 'touch nothing, wait',
    },
  },
  HospitalLineDown: {
    labels: { ...critical, scope: 'hospital', family: 'network', level: '3' },
    annotations: {
      short_zh: '医院专线中断',
      short_en: 'hospital line down',
      action_zh: '重启光猫后报修运营商',
      action_en: 'restart modem, call provider',
    },
  },
  SettlementServiceDown: {
    labels: { ...critical, scope: 'hospital', family: 'app', level: '3' },
    annotations: {
      short_zh: '结算服务停止',
      short_en: 'settlement service down',
      action_zh: '等2分钟后重启医保服务',
      action_en: 'wait 2 min, restart the service',
    },
  },
  HostDown: {
    labels: { ...important, scope: 'server', family: 'host', level: '3' },
    annotations: { short_zh: '服务器停机', short_en: 'server down', action_zh: '按贴纸顺序开机' },
  },
  FsAlmostFull: {
    labels: { ...important, scope: 'part', family: 'storage', part: '/data', level: '3' },
    annotations: { short_zh: '磁盘将满', short_en: 'disk almost full', action_zh: '勿自行删文件' },
  },
  NightlyDownloadMissed: {
    labels: { severity: 'warning', priority: 'P3', scope: 'server', family: 'nightly', level: '3' },
    annotations: { short_zh: '夜间下载缺失', short_en: 'nightly download missed' },
  },
  CertificateExpiring: {
    labels: { severity: 'info', priority: 'P4', scope: 'server', family: 'time', level: '3' },
    annotations: { short_zh: '签名证书即将到期', short_en: 'certificate expires' },
  },
};

/** Annotations that a story may set like a label. */
const annotationNames: ReadonlySet<string> = new Set(['affected', 'short_zh', 'short_en']);

/** `firing HospitalLineDown hospital=99010001 district=110105`: when it began is remembered until it ends. */
export class AlertLines {
  readonly #startOf = new Map<string, number>();

  read(line: string, at: number): WebhookAlert {
    const [status, alertname = '', ...pairs] = line.trim().split(/\s+/);
    if (status !== 'firing' && status !== 'resolved') {
      throw new Error(`expected "firing …" or "resolved …", got ${JSON.stringify(line)}`);
    }
    const given = Object.fromEntries(pairs.map((pair) => splitPair(pair)));
    const isAnnotation = ([name]: readonly [string, string]) => annotationNames.has(name);
    const own = Object.entries(given);
    const labels = {
      ...{ alertname, ...known[alertname]?.labels },
      ...Object.fromEntries(own.filter((pair) => !isAnnotation(pair))),
    };
    const annotations = {
      ...known[alertname]?.annotations,
      ...Object.fromEntries(own.filter(isAnnotation)),
    };
    const identity = JSON.stringify(labels);
    const startsAt = this.#startOf.get(identity) ?? at;
    this.#startOf.set(identity, startsAt);
    if (status === 'resolved') this.#startOf.delete(identity);
    const ends = status === 'resolved' ? { endsAt: at } : {};
    const [alert] = alertWebhook([{ status, labels, annotations, startsAt, ...ends }]).alerts;
    if (alert === undefined) throw new Error('a webhook without its alert');
    return alert;
  }
}

function splitPair(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new Error(`expected name=value, got ${JSON.stringify(pair)}`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
