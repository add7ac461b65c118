import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, UsageError } from './command.ts';
import { passOn } from './passed-on.ts';

export const logs: Command = {
  name: 'logs',
  synopsis: '[NAME] [-f] [-n LINES]',
  summary: 'what a program has said; -f goes on as it says more',
  help: 'Without a name it lists the logs. A log holds at most 10 MB, and one older copy (.1) as much.',
  run: async ({ layout, args, flags }) => {
    const [name, ...more] = args;
    const known = existsSync(layout.logs)
      ? readdirSync(layout.logs).flatMap((file) => /^(.+)\.log$/.exec(file)?.[1] ?? [])
      : [];
    if (name === undefined) {
      console.log(known.length === 0 ? 'no logs yet' : known.toSorted().join('\n'));
      return 0;
    }
    if (more.length > 0) throw new UsageError(`logs: expected one name, got ${args.join(' ')}`);
    if (!known.includes(name)) {
      throw new UsageError(`no log of ${name}; there are ${known.toSorted().join(', ') || 'none'}`);
    }
    const count = flags.lines ?? '200';
    if (!/^\d+$/.test(count)) throw new UsageError(`-n: expected a number, got ${count}`);
    const follow = flags.follow ? ['-F'] : [];
    return passOn(['tail', '-n', count, ...follow, join(layout.logs, `${name}.log`)]);
  },
};
