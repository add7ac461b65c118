import { z } from 'zod';
import { RequestError } from '../../request.ts';
import { defineFault, type Scene } from './fault.ts';

/** Both servers of a pair serve, or none does, or the standby one gets no copies. */
export const pairFault = defineFault({
  kind: 'pair-fault',
  rows: [27],
  summary: 'break a pair: state (split_brain, no_active, standby_stale)',
  request: z.strictObject({
    state: z.enum(['split_brain', 'no_active', 'standby_stale']).default('split_brain'),
  }),
  inject(scene, { state }) {
    const { servers } = scene;
    if (servers.length < 2)
      throw new RequestError(400, 'pair-fault: expected a pair, got one server');
    set(scene, state, true);
    return { effect: effects[state], heal: () => set(scene, state, false) };
  },
});

const effects = {
  split_brain: 'both servers serve',
  no_active: 'no server serves',
  standby_stale: 'the standby server gets no copies',
} as const;

function set({ servers }: Scene, state: keyof typeof effects, isBroken: boolean): void {
  for (const { conditions } of servers) {
    if (state === 'split_brain') conditions.servesAnyway = isBroken;
    if (state === 'no_active') conditions.staysIdle = isBroken;
    if (state === 'standby_stale') conditions.replicationStopped = isBroken;
  }
}
