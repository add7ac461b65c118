import { join } from 'node:path';
import { type Layout, root } from '../layout.ts';
import { runningState } from '../supervisor/state.ts';
import { UsageError } from './command.ts';
import { passOn } from './passed-on.ts';

interface CenterWords {
  /** First word of the center's command. */
  readonly word: string;
  readonly verbs: readonly string[];
  readonly args: readonly string[];
}

/** Runs a command of the center with the settings of the running stack; resolves to its exit code. */
export function centerWords(layout: Layout, { word, verbs, args }: CenterWords): Promise<number> {
  const [verb = '', ...rest] = args;
  if (!verbs.includes(verb)) throw new UsageError(`expected: ./yibao ${word} ${verbs.join('|')} …`);
  if (runningState(layout.stateFile) === undefined) {
    throw new UsageError('the center is not running; ./yibao up starts it');
  }
  const config = join(layout.stack, 'config/center.yml');
  const center = join(root, 'center/main.ts');
  return passOn([process.execPath, center, word, verb, ...rest, '--config', config]);
}
