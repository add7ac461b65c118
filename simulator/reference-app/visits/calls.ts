import type { TxnKind, TxnResult } from '../../../catalog/labels.ts';
import type { Dice } from '../agenda/dice.ts';
import type { Steps } from '../agenda/play.ts';
import type { Entry } from '../books.ts';
import type { Answer } from '../bureau/envelope.ts';
import { codeOf, type ErrorCode, errorCodes } from '../error-codes.ts';
import type { Reply } from '../line/bureau-client.ts';
import type { BeijingAnswer } from '../logs/beijing.ts';
import type { NationalCall } from '../logs/national.ts';
import type { Finished } from '../logs/server-logs.ts';
import type { ReferenceServer } from '../server/reference-server.ts';

/** Who calls: the thread in the log, and the chance of this visit. */
export interface Caller {
  readonly server: ReferenceServer;
  readonly dice: Dice;
  readonly thread: number;
  /** Number of the visit, by which its made-up person is chosen. */
  readonly visit: number;
  /** Of the server, when it began; it ends when the server has another. */
  readonly boot: number;
}

/** What a call came to. */
export interface Outcome {
  readonly result: TxnResult;
  readonly error?: ErrorCode;
  /** It was done without the bureau. */
  readonly isOffline: boolean;
  /** Nobody knows what the bureau did. */
  readonly isInDoubt: boolean;
  readonly answer?: Answer;
}

/** A call of the local component that needs no bureau. */
export interface LocalCall {
  readonly txn: TxnKind;
  readonly method: string;
  readonly output?: string;
  readonly error?: ErrorCode | undefined;
  readonly also?: readonly Entry[];
}

/** A call that goes to the bureau. */
export interface BureauCall {
  readonly txn: TxnKind;
  readonly infno: string;
  /** Its name in the log of Beijing calls; undefined writes it to the log of national calls. */
  readonly method?: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output?: (isOffline: boolean) => string;
  /** Done by the local red list when the bureau cannot be reached. */
  readonly canBeOffline?: boolean;
  /** Is done offline though the bureau may be there again: the visit began so. */
  readonly isOffline?: boolean | undefined;
  /** What the bureau says in any case, such as that a person is not insured. */
  readonly refusal?: ErrorCode | undefined;
  /** The work that belongs to the answer, done before its line is written: it may change what the call came to. */
  readonly finish?: (outcome: Outcome) => Promise<Finish> | Finish;
}

export interface Finish {
  readonly outcome: Outcome;
  /** What is counted besides. */
  readonly also: readonly Entry[];
}

/** The name in the log of Beijing calls; undefined where the interface is national. */
export function methodOf({ server }: Caller, method: string): string | undefined {
  return server.world.config.interface === 'beijing' ? method : undefined;
}

/** Does a local call, which takes its time. Nothing is logged of it where the interface is national. */
export async function* callLocal(caller: Caller, call: LocalCall): Steps<Outcome> {
  const { server, thread } = caller;
  const costMs = localMs(caller, call.txn);
  yield* working(server, costMs);
  const { error, output, also = [] } = call;
  const outcome = { ...outcomeOf(error), isOffline: false, isInDoubt: false };
  if (server.world.config.interface === 'beijing') {
    const answer = { costMs, ...(error && { error }), ...(output !== undefined && { output }) };
    const finished = {
      txn: call.txn,
      result: outcome.result,
      also: [...also, ...codeEntry(error?.no, error)],
    };
    server.logs.beijingDone({ thread, method: call.method, answer }, finished);
  }
  return outcome;
}

/** Asks the bureau and waits for it, or does without. */
export async function* callBureau(caller: Caller, call: BureauCall): Steps<Outcome> {
  const { server } = caller;
  const sent = { msgid: server.nextMsgid(), sentMs: server.now() };
  const reply = await replyTo(caller, call, sent.msgid);
  const judged = judge(call, reply);
  const limitMs = server.world.config.rules.timeoutSeconds * 1000;
  const costMs =
    judged.result === 'timeout'
      ? limitMs
      : Math.min(limitMs - 1, reply.costMs + localMs(caller, call.txn));
  yield* working(server, costMs);
  const { outcome, also } = (await call.finish?.(judged)) ?? { outcome: judged, also: [] };
  const { txn } = call;
  const { result, error } = outcome;
  const code = call.method === undefined ? error?.infcode : error?.no; // as its log has it
  const finished: Finished = { txn, result, also: [...also, ...codeEntry(code, error)] };
  if (call.method === undefined) {
    server.logs.nationalDone(nationalCall(caller, call, { ...sent, costMs, outcome }), finished);
  } else {
    const answer = beijingAnswerOf(call, outcome, costMs);
    server.logs.beijingDone({ thread: caller.thread, method: call.method, answer }, finished);
  }
  return outcome;
}

/** Without a key nothing is signed; a visit that began offline is not sent any more. */
async function replyTo(
  { server, dice }: Caller,
  { infno, input, isOffline }: BureauCall,
  msgid: string,
): Promise<Reply | { readonly outcome: 'unsigned'; readonly costMs: number }> {
  const canSign = server.services.isRunning('signer') && !server.conditions.noKey;
  if (isOffline === true) return { outcome: 'no-line', costMs: 0 };
  if (!canSign) return { outcome: 'unsigned', costMs: 40 };
  return server.ask({ infno, msgid, input, dice });
}

function judge(call: BureauCall, reply: Awaited<ReturnType<typeof replyTo>>): Outcome {
  const online = { isOffline: false, isInDoubt: false };
  switch (reply.outcome) {
    case 'unsigned':
      return { result: 'system_error', error: errorCodes.certificate, ...online };
    case 'silence':
      return { result: 'timeout', isOffline: false, isInDoubt: true };
    case 'no-line':
      return call.canBeOffline === true
        ? { result: 'warn', isOffline: true, isInDoubt: false }
        : { result: 'system_error', error: errorCodes.bureau, ...online };
    case 'answered': {
      const { answer } = reply;
      const { infcode, err_msg } = answer;
      const error = infcode === '0' ? call.refusal : codeOf(infcode, err_msg);
      return { ...outcomeOf(error), ...online, answer };
    }
    default:
      return reply satisfies never;
  }
}

function beijingAnswerOf(
  call: BureauCall,
  { error, isOffline }: Outcome,
  costMs: number,
): BeijingAnswer {
  if (error !== undefined) return { costMs, error };
  const output = call.output?.(isOffline);
  return { costMs, isOffline, ...(output !== undefined && { output }) };
}

interface Sent {
  readonly msgid: string;
  readonly sentMs: number;
  readonly costMs: number;
  readonly outcome: Outcome;
}

function nationalCall({ server, visit }: Caller, { infno }: BureauCall, sent: Sent): NationalCall {
  const { msgid, sentMs, costMs, outcome } = sent;
  const { answer, error, result, isOffline } = outcome;
  const output = server.bodies.national(visit);
  return {
    ...{ infno, msgid, sentMs, costMs, isOffline },
    infcode: result === 'timeout' ? null : (error?.infcode ?? '0'),
    errMsg: result === 'timeout' ? 'timeout' : (error?.text ?? ''),
    ...(output !== undefined && { output }),
    ...(answer && {
      refmsgid: answer.inf_refmsgid,
      refmsgTime: answer.refmsg_time,
      respondTime: answer.respond_time,
    }),
  };
}

function outcomeOf(error: ErrorCode | undefined): { result: TxnResult; error?: ErrorCode } {
  if (error === undefined) return { result: 'ok' };
  return { result: error.isBusiness ? 'business_error' : 'system_error', error };
}

function codeEntry(code: string | undefined, error: ErrorCode | undefined): readonly Entry[] {
  if (code === undefined) return [];
  return error === errorCodes.tooOften ? [['code', code], ['duplicate_submit']] : [['code', code]];
}

/** Time spent on the server itself: a slow one in busy hours, and now and then a call that hangs for seconds. */
function localMs({ server, dice }: Caller, txn: TxnKind): number {
  const { latency, busy, tail } = server.world.business;
  const seconds = dice.lognormal(latency[txn]?.local ?? [0.05, 0.3]);
  const slowdown = dice.chance(busy.share) ? busy.slowdown : 1;
  const hang = dice.chance(tail.share) ? dice.between(tail.fromSeconds, tail.toSeconds) : 0;
  const limitMs = server.world.config.rules.timeoutSeconds * 1000;
  return Math.min(limitMs - 1, Math.max(1, Math.round((seconds * slowdown + hang) * 1000)));
}

async function* working(server: ReferenceServer, costMs: number): Steps {
  server.working += 1;
  try {
    yield costMs;
  } finally {
    server.working -= 1;
  }
}
