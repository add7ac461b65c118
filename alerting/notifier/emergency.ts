import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Channel } from './channels/channel.ts';
import type { Incident } from './incidents/incident.ts';
import { ticketOf, untaken } from './incidents/incident.ts';
import { type Intent, type Planning, plan } from './planner.ts';

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly channels: readonly Channel[];
  readonly planning: () => Planning;
  /** How long the database may be away before people must know. */
  readonly afterMs: number;
}

const sendTimeoutMs = 30_000;

/**
 * While the database is away alarms wait on the disk, and nobody would know. After some minutes this tells
 * the people on duty, by every channel and past the outbox: once, and once more when it is over. What
 * does not get through is in the log only; it is the last resort, not a second outbox.
 */
export class Emergency {
  readonly #parts: Parts;
  #awaySince: number | undefined;
  #told: Incident | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** To be called every few seconds with the state of the database. */
  async check(isDatabaseAway: boolean): Promise<void> {
    const { clock, afterMs } = this.#parts;
    if (!isDatabaseAway) return this.#end();
    this.#awaySince ??= clock.monotonic();
    if (this.#told !== undefined || clock.monotonic() - this.#awaySince < afterMs) return;
    this.#told = incidentOf(clock.now(), afterMs);
    await this.#tell('opened', this.#told);
  }

  async #end(): Promise<void> {
    this.#awaySince = undefined;
    if (this.#told === undefined) return;
    const resolvedAt = this.#parts.clock.now();
    const incident: Incident = { ...this.#told, phase: 'resolved', resolvedAt };
    this.#told = undefined;
    await this.#tell('resolved', incident);
  }

  async #tell(kind: 'opened' | 'resolved', incident: Incident): Promise<void> {
    const { clock, planning, log } = this.#parts;
    const given = { ...planning(), unaware: [] };
    const told = plan({ kind: 'opened', incident }, clock.now(), given).told;
    const { intents } = plan({ kind, incident: { ...incident, told } }, clock.now(), given);
    log.error('people are told past the outbox about the database', { kind, to: intents.length });
    await Promise.all(intents.map((intent) => this.#send(intent, given)));
  }

  async #send({ medium, person: id, content, key, createdAt }: Intent, { people }: Planning) {
    const { channels, log } = this.#parts;
    const person = people.get(id);
    for (const channel of channels.filter((one) => one.medium === medium)) {
      if (person === undefined) return;
      const message = { id: `yibao-emergency-${key}`, person, content, createdAt };
      const delivery = await channel.send(message, AbortSignal.timeout(sendTimeoutMs));
      if (delivery.outcome === 'sent') return;
      log.error('an emergency message did not get through', { channel: channel.name, ...delivery });
    }
  }
}

/** It never meets the tables; its number is the time, so that no two outages have the same messages. */
function incidentOf(at: number, afterMs: number): Incident {
  const id = Math.floor(at / 1000);
  const minutes = Math.round(afterMs / 60_000);
  return {
    id,
    ticket: ticketOf(id),
    class: 'care',
    place: { kind: 'monitoring', code: '' },
    district: null,
    phase: 'open',
    round: 0,
    priority: 'P1',
    toldPriority: null,
    told: [],
    openedAt: at,
    resolvedAt: null,
    closedAt: null,
    explainedBy: null,
    releaseAt: null,
    ...untaken,
    members: [
      {
        fingerprint: 'notifier-database-away',
        alertname: 'NotifierDatabaseAway',
        priority: 'P1',
        scope: 'meta',
        family: 'meta',
        startsAt: at - afterMs,
        endedAt: null,
        round: 0,
        labels: {},
        annotations: {
          summary_zh: `告警服务的数据库已 ${minutes} 分钟不可用`,
          summary: `The notifier's database has been away for ${minutes} min`,
          description_zh:
            '新告警已写入磁盘，但暂不能发出；数据库恢复后自动补发。此前请以大屏为准。',
          description:
            'New alarms are safe on the disk but cannot be sent; they follow by themselves when the database is back. Until then watch the wallboard.',
          short_zh: '告警数据库不可用',
          short_en: 'alarm database away',
          action_zh: '查数据库并看大屏',
          action_en: 'check database, watch the wallboard',
        },
      },
    ],
  };
}
