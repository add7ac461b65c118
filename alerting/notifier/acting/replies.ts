import type { Clock } from '../../../lib/clock.ts';
import type { Log } from '../../../lib/json-log.ts';
import type { Engine } from '../engine.ts';
import type { Act } from '../incidents/act.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Intent, Planning } from '../planner.ts';
import type { Db } from '../storage/tables.ts';
import type { Language } from '../templates/story.ts';
import { parseReply, type Reply, sameNumber } from './sms-reply.ts';

/** An SMS that came in. */
export interface Inbound {
  readonly channel: string;
  /** Of the gateway: the same twice is one. */
  readonly id: string;
  readonly from: string;
  readonly text: string;
}

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly db: Db;
  readonly engine: () => Engine | undefined;
  readonly planning: () => Planning;
}

const mostUnknownAnswers = 5;
const dayMs = 86_400_000;

const words = {
  zh: {
    ack: (ticket: string) => `已确认，由您处理。单号${ticket}`,
    snooze: (ticket: string, minutes: number) => `${minutes}分钟后再提醒。单号${ticket}`,
    escalate: (ticket: string) => `已通知下一位。单号${ticket}`,
    which: (tickets: string) => `请附单号回复，如 a ${tickets}`,
    none: '没有等您处理的告警。',
    unknown: '回复 a 确认、e 转下一位、s30 三十分钟后再提醒，可附单号。',
    refused: (ticket: string) => `未执行，告警可能已恢复。单号${ticket}`,
  },
  en: {
    ack: (ticket: string) => `Acknowledged, it is yours. ${ticket}`,
    snooze: (ticket: string, minutes: number) => `Reminded again in ${minutes} min. ${ticket}`,
    escalate: (ticket: string) => `The next is called. ${ticket}`,
    which: (tickets: string) => `Please name the ticket, as in: a ${tickets}`,
    none: 'No alarm waits for you.',
    unknown: 'Answer a to acknowledge, e for the next, s30 to snooze; you may add the ticket.',
    refused: (ticket: string) => `Not done, perhaps it is over. ${ticket}`,
  },
} as const;

/**
 * What people do by SMS. The number must be one of the configuration and the incident one that this person was
 * told of; a forged sender can at most take or escalate an alarm, which is booked and told to the others.
 */
export class Replies {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Throws while the database is away: the gateway shall bring it again. */
  async hear(inbound: Inbound): Promise<void> {
    const { clock, db, planning, log } = this.#parts;
    const engine = this.#parts.engine();
    if (engine === undefined) throw new Error('the database is away');
    const at = clock.now();
    const { channel, id } = inbound;
    const known = await db
      .selectFrom('inbound')
      .select('id')
      .where('channel', '=', channel)
      .where('id', '=', id)
      .executeTakeFirst();
    if (known !== undefined) return;
    const given = planning();
    const found = [...given.people].find(
      ([, { mobile }]) => mobile !== undefined && sameNumber(mobile, inbound.from),
    );
    if (found === undefined) {
      log.warn('an SMS came from a number that nobody here has', { channel });
      await this.#remember(inbound, null);
      return;
    }
    const [person, { languages }] = found;
    const text = await this.#carryOut(engine, { person, inbound, language: languages[0] ?? 'zh' });
    if (text !== undefined) {
      const signed = (languages[0] ?? 'zh') === 'zh' ? `${given.signature}${text}` : `YB ${text}`;
      await engine.say([answerTo(inbound, { person, text: signed, at })]);
    }
    await this.#remember(inbound, person);
  }

  /** Returns what to answer. */
  async #carryOut(
    engine: Engine,
    { person, inbound, language }: { person: string; inbound: Inbound; language: Language },
  ): Promise<string | undefined> {
    const word = words[language];
    const reply = parseReply(inbound.text);
    if (reply === undefined) return (await this.#mayExplain(person)) ? word.unknown : undefined;
    const open = [...engine.live.values()].filter((one) => isFor(one, person, reply));
    const [incident, ...others] = open;
    if (incident === undefined) return word.none;
    if (others.length > 0) return word.which(incident.ticket);
    const at = this.#parts.clock.now();
    const via = { door: 'sms', channel: inbound.channel };
    const refused = await engine.act(incident.id, actOf(reply, at), { by: person, at, via });
    if (refused !== undefined) return word.refused(incident.ticket);
    return word[reply.act](incident.ticket, reply.minutes);
  }

  /** Two machines that answer each other must come to an end. */
  async #mayExplain(person: string): Promise<boolean> {
    const { db, clock } = this.#parts;
    const { count } = await db
      .selectFrom('intent')
      .select((is) => is.fn.countAll<string>().as('count'))
      .where('kind', '=', 'answer')
      .where('person', '=', person)
      .where('created_at', '>', new Date(clock.now() - dayMs))
      .executeTakeFirstOrThrow();
    return Number(count) < mostUnknownAnswers;
  }

  async #remember({ channel, id }: Inbound, person: string | null): Promise<void> {
    const { db, clock } = this.#parts;
    const row = { channel, id, person, at: new Date(clock.now()) };
    await db
      .insertInto('inbound')
      .values(row)
      .onConflict((on) => on.doNothing())
      .execute();
  }
}

/** Without a ticket: what this person was called for and nobody has taken. */
function isFor(incident: Incident, person: string, { ticket }: Reply): boolean {
  if (incident.phase !== 'open' || !incident.told.some((told) => told.person === person)) {
    return false;
  }
  return ticket === undefined ? incident.ack === null : incident.ticket === ticket;
}

function actOf({ act, minutes }: Reply, at: number): Act {
  return act === 'snooze' ? { kind: act, untilMs: at + minutes * 60_000 } : { kind: act };
}

function answerTo(
  { channel, id }: Inbound,
  { person, text, at }: { person: string; text: string; at: number },
): Intent {
  const key = `answer/${channel}/${id}`;
  return {
    ...{ key, thread: key, incident: null, kind: 'answer', medium: 'sms', person, rank: 0 },
    ...{ dueAt: at, createdAt: at, content: { kind: 'sms', text } },
  };
}
