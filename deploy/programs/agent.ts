import type { Program } from '../supervisor/program.ts';
import { ourProgram } from './our-program.ts';
import { addressOf, type Stack, urlOf, writeConfig } from './stack.ts';

/** Least memory at no more CPU, as measured (docs/benchmarks.md). */
const flags = ['--max-semi-space-size=1', '--optimize-for-size'];

/** The agent of this very machine. */
export function agent(stack: Stack): Program {
  const config = writeConfig(stack, 'agent.yml', { web: { listen: addressOf(stack, 'agent') } });
  return ourProgram(stack, {
    ...{ name: 'agent', bundle: 'agent/main.js', flags, checksUrl: urlOf(stack, 'agent') },
    arguments: ['--config', config, '--state-dir', stack.place.home('agent')],
  });
}
