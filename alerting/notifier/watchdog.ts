import { readFileSync } from 'node:fs';
import type { Clock } from '../../lib/clock.ts';
import { writeAtomic } from '../../lib/write-atomic.ts';
import type { AlertWebhook } from '../../protocol/alert-webhook.ts';

/** Of the alert about the missing Watchdog, which is nobody's but ours. */
export const watchdogFingerprint = 'watchdog-missing';

interface Parts {
  readonly clock: Clock;
  readonly missingAfterMs: number;
  /** Remembers when the last one came: a restart in the middle of a silence must not begin another one. */
  readonly file: string;
  /** Brings a webhook of our own into the log, as if it had come from outside. */
  readonly report: (webhook: AlertWebhook) => Promise<void>;
}

/**
 * The dead man's switch. Prometheus sends its Watchdog every minute through the whole path; when it stays
 * away, nobody would hear anything any more, so the notifier alarms by itself: once, and again when it is back.
 */
export class Watchdog {
  readonly #parts: Parts;
  /** Monotonic: a step of the wall clock is no silence. */
  #heard: number;
  #lastSeenAt: number | undefined;
  #state: 'unknown' | 'well' | 'missing' = 'unknown';

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#heard = parts.clock.monotonic();
    this.#lastSeenAt = readTime(parts.file);
  }

  /** Wall time of the last one, milliseconds; absent while there never was any. */
  get lastSeenAt(): number | undefined {
    return this.#lastSeenAt;
  }

  async beat(): Promise<void> {
    const { clock } = this.#parts;
    this.#heard = clock.monotonic();
    this.#saw(clock.now());
    if (this.#state === 'well') return;
    // Also at the first beat after a start: the alarm may be one of the process before this one.
    await this.#parts.report(this.#webhook('resolved'));
    this.#state = 'well';
  }

  /** To be called every few seconds. */
  async check(): Promise<void> {
    const { clock, missingAfterMs } = this.#parts;
    if (this.#state === 'missing' || clock.monotonic() - this.#heard < missingAfterMs) return;
    if (this.#lastSeenAt === undefined) this.#saw(clock.now());
    await this.#parts.report(this.#webhook('firing'));
    this.#state = 'missing';
  }

  #saw(at: number): void {
    this.#lastSeenAt = at;
    writeAtomic(this.#parts.file, `${at}\n`, 0o640);
  }

  #webhook(status: 'firing' | 'resolved'): AlertWebhook {
    const { clock, missingAfterMs } = this.#parts;
    const now = clock.now();
    const startsAt = new Date(this.#lastSeenAt ?? now).toISOString();
    const minutes = Math.round(missingAfterMs / 60_000);
    return {
      ...{ version: '4', groupKey: 'watchdog', truncatedAlerts: 0, status, receiver: 'self' },
      ...{ groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: '' },
      alerts: [
        {
          status,
          labels: {
            alertname: 'WatchdogMissing',
            severity: 'critical',
            priority: 'P1',
            scope: 'meta',
            family: 'meta',
          },
          annotations: annotations(minutes),
          startsAt,
          endsAt: status === 'resolved' ? new Date(now).toISOString() : '0001-01-01T00:00:00Z',
          generatorURL: '',
          fingerprint: watchdogFingerprint,
        },
      ],
    };
  }
}

function readTime(file: string): number | undefined {
  try {
    const at = Number(readFileSync(file, 'utf8'));
    return Number.isSafeInteger(at) && at > 0 ? at : undefined;
  } catch {
    return undefined; // the first start
  }
}

function annotations(minutes: number): Record<string, string> {
  return {
    summary_zh: `告警链路失联：${minutes}分钟未收到看门狗信号`,
    summary: `The alarm path is silent: no watchdog for ${minutes} min`,
    description_zh:
      '监控可能已看不到任何医院，新的故障不会再发出告警。请检查 Prometheus 与 Alertmanager。',
    description:
      'Monitoring may be blind and new faults would raise no alarm. Check Prometheus and Alertmanager.',
    short_zh: '告警链路失联',
    short_en: 'alarm path silent',
    action_zh: '检查监控服务',
    action_en: 'check the monitoring',
  };
}
