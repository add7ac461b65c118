import { faultCommands, runFaultCommand } from './faults.ts';
import { parseFlags } from './flags.ts';
import { UsageError, usage } from './usage.ts';

export interface CommandInput {
  readonly args: readonly string[];
  readonly print: (text: string) => void;
  /** Resolves when the program is told to stop. */
  readonly untilStopped: () => Promise<void>;
}

/** Commands with a word of their own behind them. */
const takesWord: ReadonlySet<string> = new Set(['break', 'play', 'truth']);

/** Runs one command line; resolves to the exit code. Throws UsageError, or what went wrong in a sentence. */
export async function runCommand({ args, print, untilStopped }: CommandInput): Promise<number> {
  const { values: flags, positionals } = parseFlags(args);
  const [command = 'serve', ...rest] = positionals;
  if (flags.help === true) {
    print(usage);
    return 0;
  }
  const [word, ...more] = takesWord.has(command) ? rest : [undefined, ...rest];
  if (more.length > 0) throw new UsageError(`expected one command, got also ${more.join(' ')}`);
  if (faultCommands.has(command)) return runFaultCommand(command, flags, { kind: word, print });
  if (command === 'play' || command === 'scenarios' || command === 'stop-scenario') {
    const { runScenarioCommand } = await import('./scenarios.ts');
    return runScenarioCommand(command, flags, { name: word, print });
  }
  // Loaded when needed: who breaks a line should not wait for a mail server to be read.
  if (command === 'serve') {
    const { serve } = await import('./serve.ts');
    return serve(flags, untilStopped);
  }
  if (command === 'registry') {
    const { writeRegistry } = await import('./registry.ts');
    return writeRegistry(flags, print);
  }
  if (command === 'history') {
    const { writePast } = await import('./history.ts');
    return writePast(flags, print);
  }
  if (command === 'truth') {
    const { printTruth } = await import('./truth.ts');
    return printTruth(flags, { name: word, print });
  }
  throw new UsageError(`expected a command of the list below, got ${command}`);
}
