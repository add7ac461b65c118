import { leftovers, readState, runningState, type State } from '../supervisor/state.ts';
import type { Command } from './command.ts';

type ProgramState = State['programs'][number];

/** As an init script answers: 0 all is well, 1 something is not, 3 not running. */
export const status: Command = {
  name: 'status',
  synopsis: '',
  summary: 'what runs, since when, and how it is',
  run: async ({ layout }) => {
    const state = runningState(layout.stateFile);
    if (state === undefined) {
      const last = readState(layout.stateFile);
      const left = last === undefined ? [] : leftovers(last).map(({ name }) => name);
      console.log(
        left.length === 0
          ? 'not running; ./yibao up starts it'
          : `the launcher is gone, but these are left: ${left.join(', ')}; ./yibao down ends them`,
      );
      return 3;
    }
    console.log(statusTable(state, Date.now()));
    return state.readyAt !== undefined && state.programs.every(isHealthy) ? 0 : 1;
  },
};

/** One line per program. */
export function statusTable(state: State, now: number): string {
  const rows = state.programs.map((program) => [
    program.name,
    program.phase,
    program.process === undefined ? '-' : String(program.process.pid),
    program.process === undefined ? '-' : span(now - (program.startedAt ?? now)),
    String(program.restarts),
    program.address,
    program.note.split('\n')[0] ?? '',
  ]);
  const table = [['program', 'state', 'pid', 'up for', 'restarts', 'address', 'remark'], ...rows];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const { launcher, readyAt, startedAt } = state;
  const phase = readyAt === undefined ? 'starting' : 'ready';
  return `${phase}, up for ${span(now - startedAt)} (launcher pid ${launcher.pid})\n\n${lines.join('\n')}`;
}

function isHealthy({ phase }: ProgramState): boolean {
  return phase === 'healthy';
}

/** `3 s`, `12 min`, `5 h 10 min`, `2 d 3 h`. */
function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? `${hours} h ${minutes % 60} min`
    : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
