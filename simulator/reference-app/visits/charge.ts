import type { Steps } from '../agenda/play.ts';
import { errorCodes } from '../error-codes.ts';
import type { ReferenceServer } from '../server/reference-server.ts';
import { type Fees, tradeStates } from '../storage/trade.ts';
import { type Caller, callBureau, type Finish, methodOf, type Outcome } from './calls.ts';
import { makeFees } from './fees.ts';

interface Charge {
  readonly isRegistration: boolean;
  readonly isOffline: boolean;
}

/**
 * The charge: a row in doubt before the bureau is asked, and what came of it before the answer is told. So whatever is cut
 * off, the table knows that nobody knows. Resolves to whether it was settled.
 */
export async function* charge(
  caller: Caller,
  { isRegistration, isOffline }: Charge,
): Steps<boolean> {
  const { server, dice, visit } = caller;
  const fees = makeFees(dice, server.world.business.yuanPerSettlement);
  const tradeNo = await begin(server, fees);
  if (tradeNo === undefined) {
    yield* fail(caller, isRegistration);
    return false;
  }
  const method = methodOf(caller, 'Trade');
  const done = yield* callBureau(caller, {
    ...{
      txn: isRegistration && method !== undefined ? 'register' : 'trade',
      infno: '2207',
      method,
    },
    ...{ input: { tradeNo, feeAll: fees.feeAll }, canBeOffline: true, isOffline },
    output: () => server.bodies.trade(visit, tradeNo),
    finish: (outcome) => settle(server, outcome, { tradeNo, feeAll: fees.feeAll }),
  });
  return done.error === undefined && !done.isInDoubt;
}

/** A row in doubt; undefined when the database cannot be reached. */
async function begin(server: ReferenceServer, fees: Fees): Promise<string | undefined> {
  if (!server.services.isRunning('db') || !server.workers.hasConnection) return undefined;
  try {
    const tradeNo = await server.nextTradeNo();
    await server.table.insert({
      ...{ tradeNo, fees, atMs: server.now(), state: tradeStates.inDoubt },
      ...{ msgid: server.nextMsgid(), versions: server.versions },
    });
    return tradeNo;
  } catch {
    return undefined;
  }
}

async function* fail(caller: Caller, isRegistration: boolean): Steps {
  const { server, thread } = caller;
  const text =
    '医保com处理服务错误 Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.';
  server.logs.error(thread, text, 'pool_timeout');
  yield* callBureau(caller, {
    txn: isRegistration && methodOf(caller, 'Trade') !== undefined ? 'register' : 'trade',
    ...{ infno: '2207', method: methodOf(caller, 'Trade'), input: {} },
    ...{ canBeOffline: true, isOffline: true },
    finish: (outcome) => ({
      outcome: { ...outcome, isOffline: false, result: 'system_error', error: errorCodes.database },
      also: [],
    }),
  });
}

interface Trade {
  readonly tradeNo: string;
  readonly feeAll: number;
}

async function settle(server: ReferenceServer, outcome: Outcome, trade: Trade): Promise<Finish> {
  const { tradeNo, feeAll } = trade;
  if (outcome.isInDoubt) return { outcome, also: [['in_doubt']] };
  const state = stateAfter(outcome);
  try {
    await server.table.setState(tradeNo, state, server.now());
  } catch {
    // The bureau has it and the table does not: the row stays in doubt, and the state query will find out.
    const failed = { ...outcome, isInDoubt: true, isOffline: false } as const;
    return {
      outcome: { ...failed, result: 'system_error', error: errorCodes.database },
      also: [['in_doubt']],
    };
  }
  if (state === tradeStates.failed) return { outcome, also: [] };
  const mode = outcome.isOffline ? 'offline' : 'online';
  server.spool.put({ recordNo: tradeNo, queue: 'trade', mode, feeAll });
  server.lastTradeNo = tradeNo;
  return { outcome, also: [['settled', mode]] };
}

function stateAfter({ error, isOffline }: Outcome): number {
  if (error !== undefined) return tradeStates.failed;
  return isOffline ? tradeStates.pending : tradeStates.confirmed;
}
