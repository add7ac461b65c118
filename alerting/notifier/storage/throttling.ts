import { type Limit, nextSlot } from '../policy/throttle.ts';
import type { Tx } from './tables.ts';

/** First words about a P1, a summary and an answer wait for nothing; they count. */
const unthrottled: readonly string[] = ['opened', 'summary', 'answer'];

/** Gives SMS that are due and would be too many for their person a later time. */
export async function throttleSms(tx: Tx, at: number, limits: readonly Limit[]): Promise<void> {
  if (limits.length === 0) return;
  const due = await tx
    .selectFrom('intent')
    .select(['id', 'person', 'kind', 'rank', 'attempts'])
    .where('medium', '=', 'sms')
    .where('state', '=', 'pending')
    .where('due_at', '<=', new Date(at))
    .orderBy('rank')
    .orderBy('id')
    .execute();
  const mayWait = due.filter(
    ({ kind, rank, attempts }) => attempts === 0 && !(unthrottled.includes(kind) && rank === 0),
  );
  const isWaiting = new Set(mayWait.map(({ id }) => id));
  for (const [person, own] of Map.groupBy(due, (row) => row.person)) {
    if (!own.some(({ id }) => isWaiting.has(id))) continue;
    const times = await sentTo(tx, person, at - Math.max(...limits.map((one) => one.withinMs)));
    for (const { id } of own) {
      const slot = isWaiting.has(id) ? nextSlot(times, at, limits) : at;
      times.push(slot);
      if (slot === at) continue;
      const reason = 'waits: too many SMS for this person';
      await tx
        .updateTable('intent')
        .set({ due_at: new Date(slot), reason })
        .where('id', '=', id)
        .execute();
    }
  }
}

/** When SMS to this person left; also those of which nobody knows whether they did. */
async function sentTo(tx: Tx, person: string, since: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('attempt')
    .innerJoin('intent', 'intent.id', 'attempt.intent')
    .select('started_at')
    .where('intent.person', '=', person)
    .where('intent.medium', '=', 'sms')
    .where('started_at', '>', new Date(since))
    .where((is) => is.or([is('outcome', 'is', null), is('outcome', 'in', ['sent', 'unknown'])]))
    .execute();
  return rows.map(({ started_at }) => started_at.getTime());
}
