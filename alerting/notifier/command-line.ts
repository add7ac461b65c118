import { parseArgs } from 'node:util';

export const usage = `Usage: notifier --config FILE                 run
       notifier verify-ledger --config FILE   read the whole ledger, name the first bad record
       notifier --help
`;

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'serve' | 'verify-ledger'; readonly config: string };

/** What the arguments ask for; throws with the usage when they ask for nothing known. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return { kind: 'help' };
  const [word = 'serve', ...more] = positionals;
  if (more.length > 0 || (word !== 'serve' && word !== 'verify-ledger')) {
    throw new Error(`unknown command ${positionals.join(' ')}\n${usage}`);
  }
  if (values.config === undefined) throw new Error(`--config FILE is missing\n${usage}`);
  return { kind: word, config: values.config };
}
