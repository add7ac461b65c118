import type { Command } from './command.ts';

const options = `Options, before or behind the command:
  --city              the whole city: 1,800 hospitals, 2,105 servers; its data in .yibao/city
  --data DIR          folder of all data (default .yibao)
  --port-offset N     added to every port; lets several stacks live on one machine
  --time-scale N      rules and scrapes run N times faster
  --set NAME=VALUE    any setting of yibao.yml, e.g. --set ports.prometheus=9190

All settings: docs/operations.md`;

/** The command that explains the others. */
export function helpAbout(commands: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    synopsis: '[COMMAND]',
    summary: 'this text, or more about one command',
    run: async ({ args: [name] }) => {
      const command = commands.find((one) => one.name === name);
      console.log(command === undefined ? listOf([...commands, help]) : textOf(command));
      return 0;
    },
  };
  return help;
}

/** What `./yibao NAME --help` does instead of the command. */
export function helpInstead(command: Command): Command {
  return {
    ...command,
    run: async () => {
      console.log(textOf(command));
      return 0;
    },
  };
}

function listOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((one) => headOf(one).length));
  const lines = commands.map((one) => `  ./yibao ${headOf(one).padEnd(width)}  ${one.summary}`);
  return `yibao-watch, one command for people\n\n${lines.join('\n')}\n\n${options}`;
}

function textOf(command: Command): string {
  const more = command.help === undefined ? '' : `\n\n${command.help}`;
  return `./yibao ${headOf(command)}: ${command.summary}${more}\n\n${options}`;
}

function headOf({ name, synopsis }: Command): string {
  return `${name} ${synopsis}`.trimEnd();
}
