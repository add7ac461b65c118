import type { Steps } from '../agenda/play.ts';
import { tradeStates } from '../storage/trade.ts';
import { type Caller, callBureau, type Finish, methodOf, type Outcome } from './calls.ts';

/** Gives a patient the money back; only what the bureau has confirmed can be. */
export async function* refund(caller: Caller, tradeNo: string): Steps {
  const { server } = caller;
  if ((await server.table.stateOf(tradeNo)) !== tradeStates.confirmed) return;
  yield* callBureau(caller, {
    ...{ txn: 'refund', infno: '2208', method: methodOf(caller, 'RefundmentDivide') },
    ...{ input: { tradeNo } },
    output: () => server.bodies.trade(caller.visit, tradeNo),
    finish: async (outcome): Promise<Finish> => {
      if (outcome.error !== undefined || outcome.isInDoubt) return { outcome, also: [] };
      await server.table.setState(tradeNo, tradeStates.refunded, server.now());
      const record = {
        recordNo: `R${tradeNo}`,
        queue: 'refund',
        mode: 'online',
        feeAll: 0,
      } as const;
      server.spool.put(record);
      return { outcome, also: [['refunded']] };
    },
  });
}

/** Asks the bureau what became of a trade in doubt, and books it so. The national interface reverses it. */
export async function* resolve(caller: Caller, { tradeNo, feeAll }: Doubt): Steps {
  const { server } = caller;
  const method = methodOf(caller, 'CommitTradeState');
  yield* callBureau(caller, {
    ...{ txn: method === undefined ? 'reverse' : 'state_query', method },
    ...{ infno: method === undefined ? '2601' : 'STATE', input: { tradeNo } },
    output: () => server.bodies.tradeState('ok'),
    finish: async (outcome): Promise<Finish> => {
      const isKnown = outcome.answer?.output.tradestate === 'ok';
      if (outcome.isInDoubt) return { outcome, also: [['reversal', 'unknown']] };
      if (outcome.error !== undefined) return { outcome, also: [['reversal', 'failed']] };
      const stands = isKnown && method !== undefined;
      const state = stands ? tradeStates.confirmed : tradeStates.failed;
      await server.table.setState(tradeNo, state, server.now());
      if (stands) server.spool.put({ recordNo: tradeNo, queue: 'trade', mode: 'online', feeAll });
      return { outcome, also: [['reversal', 'ok'], [stands ? 'recovered' : 'rolled_back']] };
    },
  });
}

export interface Doubt {
  readonly tradeNo: string;
  readonly feeAll: number;
}

/** A stay: patients come in, and leave with a settlement of their own that is not in the trade table. */
export async function* inpatient(caller: Caller, step: 'reg' | 'settle'): Steps {
  const { server, visit } = caller;
  const isSettled = step === 'settle';
  const number = `Z${server.nextMsgid().slice(12)}`;
  yield* callBureau(caller, {
    txn: isSettled ? 'inpatient_settle' : 'inpatient_reg',
    infno: isSettled ? '2304' : '2401',
    method: isSettled ? undefined : methodOf(caller, 'UpInhospInfo'),
    input: {},
    output: () => server.bodies.card(visit),
    finish: (outcome: Outcome): Finish => {
      const isDone = outcome.error === undefined && !outcome.isInDoubt;
      if (isDone && isSettled) {
        server.spool.put({ recordNo: number, queue: 'inpatient', mode: 'online', feeAll: 0 });
      }
      return { outcome, also: [] };
    },
  });
}
