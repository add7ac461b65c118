import { join } from 'node:path';
import { root } from '../layout.ts';
import { host } from '../settings.ts';
import { runningState } from '../supervisor/state.ts';
import type { Command } from './command.ts';
import { passOn } from './passed-on.ts';

export const simulate: Command = {
  name: 'simulate',
  synopsis: 'FAULT …',
  summary:
    'break something in the simulated city, or heal it; reference-app plays one hospital in full',
  isPassedOn: true,
  run: ({ layout, settings, args }) => {
    if (args[0] === 'reference-app') {
      const program = join(root, 'simulator/reference-app/main.ts');
      const words = args.length === 1 ? ['--help'] : args.slice(1);
      return passOn([process.execPath, program, ...words]);
    }
    const { ports } = runningState(layout.stateFile)?.settings ?? settings;
    const control = ['--control', `http://${host}:${ports.simulator}`];
    const words = args.length === 0 ? ['--help'] : args;
    return passOn([process.execPath, join(root, 'simulator/main.ts'), ...words, ...control]);
  },
};
