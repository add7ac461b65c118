import { join } from 'node:path';
import { root } from '../layout.ts';
import { runningState } from '../supervisor/state.ts';
import { type Command, UsageError } from './command.ts';
import { passOn } from './passed-on.ts';

const verbs = ['import', 'diff', 'export', 'show', 'retire'] as const;

export const registry: Command = {
  name: 'registry',
  synopsis: `${verbs.join('|')} … [--apply]`,
  summary: 'districts, hospitals and servers of the running center, from and to files',
  isPassedOn: true,
  run: ({ layout, args }) => {
    const [verb = '', ...rest] = args;
    if (!verbs.some((known) => known === verb)) {
      throw new UsageError(`expected: ./yibao registry ${verbs.join('|')} …`);
    }
    if (runningState(layout.stateFile) === undefined) {
      throw new UsageError('the center is not running; ./yibao up starts it');
    }
    const config = join(layout.stack, 'config/center.yml');
    const center = join(root, 'center/main.ts');
    return passOn([process.execPath, center, 'registry', verb, ...rest, '--config', config]);
  },
};
