import { parseArgs } from 'node:util';
import { errorMessage } from '../lib/error-message.ts';
import { type Command, type Invocation, UsageError } from './commands/command.ts';
import { helpInstead } from './commands/help.ts';
import { commands } from './commands/index.ts';
import { layoutOf } from './layout.ts';
import { type Override, readSettings } from './settings.ts';

const options = {
  city: { type: 'boolean' },
  data: { type: 'string' },
  'port-offset': { type: 'string' },
  'time-scale': { type: 'string' },
  set: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  follow: { type: 'boolean', short: 'f' },
  lines: { type: 'string', short: 'n' },
} as const;

interface Parsed {
  readonly command: Command;
  readonly invocation: Invocation;
}

/** Splits what was typed into command, settings and the words of the command; throws a UsageError. */
export function parseCommandLine(words: readonly string[], settingsFile: string): Parsed {
  const at = words.findIndex((word, index) => isCommandWord(words, index, word));
  const name = words[at] ?? 'help';
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    throw new UsageError(`unknown command ${name}; ./yibao help lists what there is`);
  }
  const before = at === -1 ? words : words.slice(0, at);
  const after = at === -1 ? [] : words.slice(at + 1);
  const isPassedOn = command.isPassedOn === true;
  const { values, positionals } = parse(isPassedOn ? before : [...before, ...after]);
  const settings = readSettings(settingsFile, overridesOf(values));
  const layout = layoutOf(settings.data);
  const flags = { follow: values.follow === true, lines: values.lines };
  if (values.help === true) {
    return { command: helpInstead(command), invocation: { settings, layout, args: [], flags } };
  }
  return {
    command,
    invocation: { settings, layout, args: isPassedOn ? after : positionals, flags },
  };
}

/** The first word that is neither an option nor the value of one. */
function isCommandWord(words: readonly string[], index: number, word: string): boolean {
  const previous = words[index - 1]?.replace(/^--/, '') ?? '';
  const takesValue = options[previous as keyof typeof options]?.type === 'string';
  return !word.startsWith('-') && !(words[index - 1]?.startsWith('--') && takesValue);
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(`${errorMessage(cause)}; see ./yibao help`);
  }
}

function overridesOf(values: ReturnType<typeof parse>['values']): readonly Override[] {
  const city: readonly Override[] = values.city === true ? cityOverrides : [];
  const named = [
    ['data', values.data],
    ['portOffset', values['port-offset']],
    ['timeScale', values['time-scale']],
  ] as const;
  const given = named.flatMap(([path, text]): Override[] =>
    text === undefined ? [] : [[path, text]],
  );
  return [...city, ...given, ...(values.set ?? []).map(assignment)];
}

/** The whole city has data of its own: a registry of two cities would be neither. */
const cityOverrides: readonly Override[] = [
  ['fleet', 'full'],
  ['data', '.yibao/city'],
];

function assignment(text: string): Override {
  const at = text.indexOf('=');
  if (at < 1)
    throw new UsageError(`--set: expected ports.prometheus=9190 or the like, got ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}
