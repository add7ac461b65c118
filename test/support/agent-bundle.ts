import { join } from 'node:path';
import { bundleOne, bundlePath } from '../../deploy/build/bundle-programs.ts';
import { bundledPrograms } from '../../deploy/build/programs.ts';
import { agentFlags } from '../../deploy/programs/agent-flags.ts';

/** Bundles the agent into a folder; gives the arguments of Node that start it as it is shipped. */
export async function bundledAgent(folder: string): Promise<readonly string[]> {
  const program = bundledPrograms.find(({ name }) => name === 'agent');
  if (program === undefined) throw new Error('bundledPrograms: no agent');
  await bundleOne(program, folder);
  return [...agentFlags, join(folder, bundlePath(program))];
}
