import { Dice } from '../agenda/dice.ts';
import type { ReferenceServer } from './reference-server.ts';
import type { Waiting } from './upload-spool.ts';

/** After so many refusals a record is put aside for people. */
const maxAttempts = 500;

/** Sends waiting records to the bureau, oldest first; a failure ends the round. */
export async function uploadRound(server: ReferenceServer): Promise<void> {
  if (!server.isOn || !server.services.isRunning('uploader')) return;
  const { uploadsPerRound } = server.world.config.rules;
  for (const waiting of server.spool.waiting(uploadsPerRound)) {
    if (!(await uploadOne(server, waiting))) return;
  }
}

async function uploadOne(server: ReferenceServer, waiting: Waiting): Promise<boolean> {
  const { record } = waiting;
  const { books } = server.world;
  const { recordNo, queue } = record;
  if (waiting.attempts > 0) books.add(server.id, ['retry', queue]);
  const msgid = server.nextMsgid();
  const dice = new Dice(server.seed, waiting.attempts);
  const reply = await server.ask({ infno: 'UPLOAD', msgid, input: { ...record }, dice });
  waiting.attempts += 1;
  const isTaken = reply.outcome === 'answered' && reply.answer.infcode === '0';
  if (!isTaken) {
    const isRefused = reply.outcome === 'answered' && waiting.attempts >= maxAttempts;
    if (isRefused) server.spool.move(waiting, 'failed');
    books.add(server.id, ['upload', queue, isRefused ? 'rejected' : 'failed']);
    return false;
  }
  if (queue === 'trade') await server.table.setSent(recordNo, server.now());
  server.spool.move(waiting, 'sent');
  books.add(server.id, ['upload', queue, 'ok']);
  return true;
}
