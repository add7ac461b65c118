import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import type { AlertWebhook, WebhookAlert } from '../../protocol/alert-webhook.ts';
import { activeMembers, type Incident, type Member } from './incidents/incident.ts';
import { limitedText } from './limited-text.ts';
import { watchdogFingerprint } from './watchdog.ts';

const Labels = z.record(z.string(), z.string());

/** `GET /api/v2/alerts` of Alertmanager, silenced and inhibited ones included. */
const HeldAlerts = z.array(
  z.object({
    labels: Labels,
    annotations: Labels,
    startsAt: z.string(),
    fingerprint: z.string(),
    status: z.object({ state: z.enum(['active', 'suppressed', 'unprocessed']) }),
  }),
);
type HeldAlert = z.infer<typeof HeldAlerts>[number];

/** `GET /api/v1/alerts` of Prometheus. */
const RaisedAlerts = z.object({
  data: z.object({ alerts: z.array(z.object({ labels: Labels, state: z.string() })) }),
});
type RaisedAlert = z.infer<typeof RaisedAlerts>['data']['alerts'][number];

export interface ReconcilerParts {
  readonly clock: Clock;
  /** All instances of a cluster; each holds what the others do, but perhaps not yet. */
  readonly alertmanagerUrls: readonly string[];
  readonly prometheusUrl: string;
  readonly live: () => Iterable<Incident>;
  /** Brings a webhook of our own into the log. */
  readonly report: (webhook: AlertWebhook) => Promise<void>;
}

/** What a comparison has changed. */
export interface Reconciled {
  readonly opened: number;
  readonly closed: number;
}

const timeoutMs = 10_000;
const maxBytes = 64 * 1024 * 1024;
/** Comparisons in a row that must agree: a webhook on its way needs its time. */
const agreeing = 2;

/**
 * Compares the incidents with what Alertmanager and Prometheus hold. Alertmanager tells no end of an alert that
 * was inhibited when it ended, and loses everything when it loses its disk; so webhooks alone do not suffice.
 */
export class Reconciler {
  readonly #parts: ReconcilerParts;
  #missing = new Map<string, number>();
  #gone = new Map<string, number>();

  constructor(parts: ReconcilerParts) {
    this.#parts = parts;
  }

  /** One comparison; nothing when one of both does not show the Watchdog: then it proves nothing. */
  async turn(): Promise<Reconciled | undefined> {
    const { alertmanagerUrls, prometheusUrl } = this.#parts;
    const held = await heldByAny(alertmanagerUrls);
    const raised = RaisedAlerts.parse(await fetchJson(new URL('/api/v1/alerts', prometheusUrl)));
    const firing = raised.data.alerts.filter(({ state }) => state === 'firing');
    if (!held.some(isWatchdog) || !firing.some(isWatchdog)) return undefined;
    const members = [...this.#parts.live()]
      .flatMap(activeMembers)
      .filter(({ fingerprint }) => fingerprint !== watchdogFingerprint);
    const missing = this.#agreed('missing', missingIn(members, held));
    const gone = this.#agreed('gone', goneFrom(members, { held, firing }));
    await this.#report([...missing.map(firingAlert), ...gone.map((member) => this.#ended(member))]);
    return { opened: missing.length, closed: gone.length };
  }

  /** Those that have been found so often in a row that it is no webhook on its way. */
  #agreed<Item extends { readonly fingerprint: string }>(
    what: 'missing' | 'gone',
    items: readonly Item[],
  ): readonly Item[] {
    const before = what === 'missing' ? this.#missing : this.#gone;
    const counts = new Map(
      items.map(({ fingerprint }) => [fingerprint, (before.get(fingerprint) ?? 0) + 1]),
    );
    if (what === 'missing') this.#missing = counts;
    else this.#gone = counts;
    return items.filter(({ fingerprint }) => (counts.get(fingerprint) ?? 0) >= agreeing);
  }

  async #report(alerts: readonly WebhookAlert[]): Promise<void> {
    if (alerts.length === 0) return;
    await this.#parts.report({
      ...{ version: '4', groupKey: 'reconciler', truncatedAlerts: 0, receiver: 'reconciler' },
      ...{ groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: '' },
      status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
      alerts: [...alerts],
    });
  }

  #ended({ labels, annotations, startsAt, fingerprint }: Member): WebhookAlert {
    return {
      status: 'resolved',
      labels: { ...labels },
      annotations: { ...annotations },
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(this.#parts.clock.now()).toISOString(),
      ...{ generatorURL: '', fingerprint },
    };
  }
}

/** What at least one instance holds; throws when none answers. */
async function heldByAny(urls: readonly string[]): Promise<readonly HeldAlert[]> {
  const answers = await Promise.allSettled(
    urls.map(async (url) => HeldAlerts.parse(await fetchJson(new URL('/api/v2/alerts', url)))),
  );
  const lists = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const [failed] = answers;
  if (lists.length === 0 && failed?.status === 'rejected') throw failed.reason;
  // Silenced or inhibited at one is so at all; else the first to have it speaks for it.
  const byFingerprint = new Map<string, HeldAlert>();
  for (const alert of lists.flat()) {
    const known = byFingerprint.get(alert.fingerprint);
    if (known === undefined || alert.status.state === 'suppressed') {
      byFingerprint.set(alert.fingerprint, alert);
    }
  }
  return [...byFingerprint.values()];
}

/** What Alertmanager would tell and no incident knows. */
function missingIn(members: readonly Member[], held: readonly HeldAlert[]): readonly HeldAlert[] {
  const known = new Set(members.map(({ fingerprint }) => fingerprint));
  return held.filter(
    (alert) =>
      alert.status.state === 'active' &&
      !known.has(alert.fingerprint) &&
      alert.labels.severity !== 'none' &&
      alert.labels.bypass !== 'yes',
  );
}

/** What an incident holds for active and neither of both knows any more. */
function goneFrom(
  members: readonly Member[],
  { held, firing }: { held: readonly HeldAlert[]; firing: readonly RaisedAlert[] },
): readonly Member[] {
  const known = new Set(held.map(({ fingerprint }) => fingerprint));
  const byName = Map.groupBy(firing, ({ labels }) => labels.alertname ?? '');
  return members.filter(
    (member) =>
      !known.has(member.fingerprint) &&
      !(byName.get(member.alertname) ?? []).some((alert) => isSame(alert, member)),
  );
}

/** Alertmanager's labels are those of Prometheus and perhaps some more (external labels). */
function isSame(alert: RaisedAlert, member: Member): boolean {
  return Object.entries(alert.labels).every(([name, value]) => member.labels[name] === value);
}

function isWatchdog({ labels }: { readonly labels: Readonly<Record<string, string>> }): boolean {
  return labels.alertname === 'Watchdog';
}

function firingAlert({ labels, annotations, startsAt, fingerprint }: HeldAlert): WebhookAlert {
  const endless = '0001-01-01T00:00:00Z';
  return {
    ...{ status: 'firing', labels, annotations, startsAt, endsAt: endless },
    ...{ generatorURL: '', fingerprint },
  };
}

async function fetchJson(url: URL): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  const text = await limitedText(response, maxBytes);
  if (!response.ok) {
    throw new Error(`${url.href}: expected a list of alerts, got HTTP ${response.status}`);
  }
  return JSON.parse(text);
}
