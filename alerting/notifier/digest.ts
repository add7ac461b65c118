import { sql } from 'kysely';

import type { Intent, Person, Planning } from './planner.ts';
import { insertIntents, intentBooking } from './storage/intents.ts';
import { appendToLedger, lockHead } from './storage/ledger.ts';
import type { Db, Tx } from './storage/tables.ts';
import { type DigestContent, digestView } from './templates/digest-view.ts';
import { mailHtml } from './templates/mail-html.ts';
import { mailText, title } from './templates/mail-text.ts';
import { localTime } from './templates/times.ts';

interface Parts {
  readonly db: Db;
  readonly epoch: number;
  /** Wall time of the city from which the day's digest is due, `08:30`. */
  readonly dueFrom: string;
  readonly to: readonly string[];
  readonly planning: Planning;
}

/**
 * Once a day, what woke nobody: P4 incidents since the last digest, and what is still open. A day on which
 * there is nothing to say has no digest. Returns how many mails it planned.
 */
export async function digestTurn(parts: Parts, at: number): Promise<number> {
  const { year, date, time } = localTime(at, parts.planning.timeZone);
  if (time < parts.dueFrom) return 0;
  const day = `${year}-${date}`;
  const done = await parts.db
    .selectFrom('digest_run')
    .select('day')
    .where(sql<boolean>`day = ${day}::date`)
    .executeTakeFirst();
  if (done !== undefined) return 0;
  return parts.db.transaction().execute((tx) => digestOf(tx, day, { ...parts, at }));
}

async function digestOf(tx: Tx, day: string, parts: Parts & { at: number }): Promise<number> {
  const { at, epoch, to, planning } = parts;
  const head = await lockHead(tx, epoch);
  const isFirst = (await tx.selectFrom('digest_run').select('day').limit(1).execute()).length === 0;
  await tx
    .insertInto('digest_run')
    .values({ day, at: new Date(at) })
    .execute();
  if (isFirst) return 0; // a new installation has no yesterday
  const content = await collect(tx, { at, head: head.hash });
  await tx
    .updateTable('incident')
    .set({ digested_at: new Date(at) })
    .where('digested_at', 'is', null)
    .execute();
  const isQuiet = content.notices.length + content.open.length + content.failed === 0;
  const intents = isQuiet ? [] : intentsFor(day, content, { ...planning, at, to });
  await insertIntents(tx, intents);
  await appendToLedger(tx, head, intents.map(intentBooking));
  return intents.length;
}

const rowsShown = 100;

async function collect(tx: Tx, { at, head }: { at: number; head: string }): Promise<DigestContent> {
  const { rows } = await sql<{
    ticket: string;
    kind: 'hospital' | 'district' | 'city' | 'monitoring';
    code: string;
    priority: string;
    phase: string;
    opened: Date;
    annotations: Record<string, string>;
    alertname: string;
    isNew: boolean;
  }>`
    SELECT ticket, place_kind AS kind, place_code AS code, incident.priority, phase,
      opened_at AS opened, first.annotations, first.alertname, digested_at IS NULL AS "isNew"
    FROM incident CROSS JOIN LATERAL (
      SELECT annotations, alertname FROM incident_member
      WHERE incident_member.incident = incident.id ORDER BY starts_at LIMIT 1) AS first
    WHERE phase = 'open' OR (digested_at IS NULL AND incident.priority = 'P4')
    ORDER BY incident.priority, incident.id DESC LIMIT ${rowsShown}`.execute(tx);
  const failed = await tx
    .selectFrom('intent')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('state', 'in', ['rejected', 'given_up'])
    .where('finished_at', '>', new Date(at - dayMs))
    .executeTakeFirstOrThrow();
  return {
    notices: rows.filter((row) => row.priority === 'P4' && row.isNew),
    open: rows.filter((row) => row.phase === 'open' && row.priority !== 'P4'),
    failed: Number(failed.count),
    head,
    at,
  };
}

const dayMs = 86_400_000;
/** After every alarm and every recovery. */
const lastRank = 100;

function intentsFor(
  day: string,
  content: DigestContent,
  { to, people, at, ...planning }: Planning & { at: number; to: readonly string[] },
): readonly Intent[] {
  const reachable = to.flatMap((id): [string, Person][] => {
    const person = people.get(id);
    return person?.email === undefined ? [] : [[id, person]];
  });
  return reachable.map(([id, { languages }]) => {
    const views = languages.map((language) => digestView(content, planning, language));
    const messageId = `digest.${day}.${id}`;
    return {
      ...{ key: messageId, incident: null, kind: 'digest', medium: 'mail', person: id },
      ...{ thread: messageId, rank: lastRank, dueAt: at, createdAt: at },
      content: {
        kind: 'mail',
        subject: views[0] === undefined ? '' : title(views[0]),
        text: mailText(views),
        html: mailHtml(views),
        messageId,
        threadId: messageId,
        isUrgent: false,
      },
    };
  });
}
