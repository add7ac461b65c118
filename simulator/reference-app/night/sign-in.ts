import type { Steps } from '../agenda/play.ts';
import { type Caller, callBureau } from '../visits/calls.ts';

/** Signs in at the bureau; the sign-in holds for some hours. */
export async function* signIn(caller: Caller): Steps {
  const { server } = caller;
  yield* callBureau(caller, {
    ...{ txn: 'sign', infno: '9001', input: {} },
    finish: (outcome) => {
      const signNo = outcome.answer?.output.sign_no;
      if (outcome.error === undefined && typeof signNo === 'string') {
        const hours = server.world.config.rules.signInHours;
        server.signIn.signNo = signNo;
        server.signIn.isValid = true;
        server.signIn.signedInMs = server.now();
        server.signIn.untilMs = server.now() + hours * 3_600_000;
      } else if (outcome.error !== undefined) server.signIn.isValid = false;
      tell(caller);
      return { outcome, also: [] };
    },
  });
}

/** Signs out; until the next sign-in the bureau refuses everything. */
export async function* signOut(caller: Caller): Steps {
  const { server } = caller;
  yield* callBureau(caller, {
    ...{ txn: 'sign', infno: '9002', input: {} },
    finish: (outcome) => {
      if (outcome.error === undefined && !outcome.isInDoubt) server.signIn.isValid = false;
      tell(caller);
      return { outcome, also: [] };
    },
  });
}

function tell({ server }: Caller): void {
  const { isValid, signedInMs, untilMs } = server.signIn;
  server.files.signIn(isValid, signedInMs, untilMs);
}
