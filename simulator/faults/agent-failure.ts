import { serverCondition } from './server-condition.ts';

/** The agent is dead while the server works on: no page, but a ping. Row 30 of the failure catalog. */
export const agentFailure = serverCondition({
  kind: 'agent-failure',
  summary: 'stop the agent of a server; the server itself is well',
  effect: () => 'the agent does not answer, the server does',
});
