import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import type { AlertWebhook } from '../../protocol/alert-webhook.ts';
import type { Door } from './envelope.ts';
import { type Answer, checkWebhook, refuseWebhook, takeWebhook } from './ingest.ts';
import { Quarantine } from './quarantine.ts';
import type { Status } from './status.ts';
import type { Wal } from './wal/wal.ts';
import type { Watchdog } from './watchdog.ts';

interface Parts {
  readonly wal: Wal;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly status: Status;
}

/** The way in: every body ends on the disk or in quarantine, and its sender learns which. */
export class Intake {
  /** Called when something new stands in the log. */
  onTaken: () => void = () => {};
  readonly #parts: Parts;
  readonly #quarantine: Quarantine;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#quarantine = new Quarantine(join(parts.folder, 'quarantine'));
  }

  /** A webhook of Alertmanager. */
  async take(body: Buffer, door: Door): Promise<Answer> {
    const answer = await takeWebhook(body, door, { ...this.#parts, quarantine: this.#quarantine });
    this.#parts.status.sawWebhook(answer);
    if (answer.status === 200) this.onTaken();
    return answer;
  }

  /** Something that came to a door for webhooks and is none. */
  refuse(body: Buffer, reason: string): Answer {
    const answer = refuseWebhook(body, reason, { ...this.#parts, quarantine: this.#quarantine });
    this.#parts.status.sawWebhook(answer);
    return answer;
  }

  /** The Watchdog's own door. It proves the path and needs no place in the log; all else there does. */
  async takeWatchdog(body: Buffer, watchdog: Watchdog): Promise<Answer> {
    const checked = checkWebhook(body);
    if (!('webhook' in checked) || !checked.webhook.alerts.every(isWatchdog)) {
      return this.take(body, 'am');
    }
    const isFiring = checked.webhook.alerts.some(({ status }) => status === 'firing');
    if (isFiring) await watchdog.beat();
    const answer: Answer = { status: 200, seq: 0, webhook: checked.webhook };
    this.#parts.status.sawWebhook(answer);
    return answer;
  }

  /** What the notifier itself has to report; throws when the disk refuses it. */
  async report(webhook: AlertWebhook): Promise<void> {
    const answer = await this.take(Buffer.from(JSON.stringify(webhook)), 'self');
    if (answer.status !== 200) throw new Error(answer.reason);
  }
}

function isWatchdog({ labels }: AlertWebhook['alerts'][number]): boolean {
  return labels.alertname === 'Watchdog';
}
