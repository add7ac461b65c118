import { parseArgs } from 'node:util';
import { accountAdd, accountDisable, accountList, accountReset } from './accounts.ts';
import { type Call, type Command, Flags, type Outcome } from './command.ts';
import { maintenanceAdd, maintenanceCancel, maintenanceList } from './maintenance.ts';
import { migrateCommand } from './migrate.ts';
import { registryExport } from './registry-export.ts';
import { registryDiff, registryImport, registryRetire } from './registry-import.ts';
import { registryShow } from './registry-show.ts';
import { sdWrite } from './sd-write.ts';

/** Every command that ends by itself, in the order of the help. */
const commands: readonly Command[] = [
  migrateCommand,
  registryImport,
  registryDiff,
  registryExport,
  registryShow,
  registryRetire,
  accountAdd,
  accountList,
  accountReset,
  accountDisable,
  sdWrite,
  maintenanceList,
  maintenanceAdd,
  maintenanceCancel,
];

const common = {
  config: { type: 'string', default: 'center.yml' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export type Parsed =
  | { readonly name: 'help'; readonly text: string }
  | { readonly name: 'serve'; readonly config: string }
  | {
      readonly name: 'run';
      readonly run: (by: Pick<Call, 'actor' | 'progress' | 'signal'>) => Promise<Outcome>;
    };

/** Reads the command line; throws a sentence about what is wrong with it. */
export function parseCommand(argv: readonly string[]): Parsed {
  if (argv[0] === 'serve') {
    const { values, positionals } = parseArgs({
      args: argv.slice(1),
      options: common,
      allowPositionals: true,
    });
    if (positionals.length > 0) throw new Error('serve: takes no words behind it');
    return values.help ? help() : { name: 'serve', config: values.config };
  }
  const command = commands.find(({ name }) => {
    return name.split(' ').every((word, at) => argv[at] === word);
  });
  if (command === undefined) {
    if (argv.includes('--help') || argv.includes('-h')) return help();
    const names = ['serve', ...commands.map(({ name }) => name)].join(', ');
    throw new Error(`expected one of ${names}; got ${JSON.stringify(argv.join(' '))}`);
  }
  const { values, positionals: words } = parseArgs({
    args: argv.slice(command.name.split(' ').length),
    allowPositionals: true,
    options: { ...common, ...command.options },
  });
  if (values.help === true) return help();
  if (command.name === 'migrate' && words.length > 0) throw new Error('migrate: takes no files');
  const call = { config: String(values.config), words, flags: new Flags(values) };
  return { name: 'run', run: (by) => command.run({ ...call, ...by }) };
}

function help(): Parsed {
  const lines = commands.flatMap(({ name, synopsis, summary }) => [
    `  center ${`${name} ${synopsis}`.trimEnd()}`,
    `      ${summary}`,
  ]);
  const text = `The center of yibao-watch: registry, discovery, API and console.

  center serve
      listen, until SIGTERM or SIGINT
${lines.join('\n')}

  --config FILE   settings, default center.yml; see center.example.yml
  --help          this text`;
  return { name: 'help', text };
}
