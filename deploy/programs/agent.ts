import type { Program } from '../supervisor/program.ts';
import { agentFlags } from './agent-flags.ts';
import { ourProgram } from './our-program.ts';
import { addressOf, type Stack, urlOf, writeConfig } from './stack.ts';

/** The agent of this very machine. */
export function agent(stack: Stack): Program {
  const config = writeConfig(stack, 'agent.yml', { web: { listen: addressOf(stack, 'agent') } });
  return ourProgram(stack, {
    ...{
      name: 'agent',
      bundle: 'agent/main.js',
      flags: agentFlags,
      checksUrl: urlOf(stack, 'agent'),
    },
    arguments: ['--config', config, '--state-dir', stack.place.home('agent')],
  });
}
