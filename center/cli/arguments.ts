import { parseArgs } from 'node:util';

export const usage = `The center of yibao-watch: registry, discovery, API and console.

  center serve                        listen, until SIGTERM or SIGINT
  center migrate                      bring the database up to date
  center import FILE... [--dry-run]   districts, hospitals, servers from CSV or YAML; all or nothing

  --config FILE   settings, default center.yml; see center.example.yml
  --dry-run       show what an import would change, change nothing
  --help          this text

An import ends with status 1 when a row is wrong; every wrong row is listed.`;

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'serve'; readonly config: string }
  | { readonly name: 'migrate'; readonly config: string }
  | {
      readonly name: 'import';
      readonly config: string;
      readonly files: readonly string[];
      readonly dryRun: boolean;
    };

/** Reads the command line; throws a sentence about what is wrong with it. */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'center.yml' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { config, help, 'dry-run': dryRun } = values;
  const [name, ...files] = positionals;
  if (help) return { name: 'help' };
  if (name === 'import' && files.length > 0) return { name, config, files, dryRun };
  if (name === 'import') throw new Error('import: expected at least one file');
  if (name !== 'serve' && name !== 'migrate') {
    throw new Error(`expected serve, migrate or import, got ${JSON.stringify(name ?? '')}`);
  }
  if (files.length > 0 || dryRun) throw new Error(`${name}: takes no files and no --dry-run`);
  return { name, config };
}
