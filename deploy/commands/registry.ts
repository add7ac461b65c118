import { join } from 'node:path';
import { root } from '../layout.ts';
import { runningState } from '../supervisor/state.ts';
import { type Command, UsageError } from './command.ts';
import { passOn } from './passed-on.ts';

export const registry: Command = {
  name: 'registry',
  synopsis: 'import FILE… [--dry-run]',
  summary: 'hand lists of districts, hospitals and servers to the running center',
  isPassedOn: true,
  run: ({ layout, args }) => {
    const [verb, ...rest] = args;
    if (verb !== 'import')
      throw new UsageError('expected: ./yibao registry import FILE… [--dry-run]');
    if (runningState(layout.stateFile) === undefined) {
      throw new UsageError('the center is not running; ./yibao up starts it');
    }
    const config = join(layout.stack, 'config/center.yml');
    const center = join(root, 'center/main.ts');
    return passOn([process.execPath, center, 'import', ...rest, '--config', config]);
  },
};
