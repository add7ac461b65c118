import { stopLeftovers } from '../running-stack.ts';
import { runningState } from '../supervisor/state.ts';
import { signal, waitUntilGone } from '../system/processes.ts';
import type { Command } from './command.ts';

/** Longer than all programs together may take. */
const limitMs = 90_000;

export const down: Command = {
  name: 'down',
  synopsis: '',
  summary: 'end everything that `up` has started; the data stays',
  run: async ({ layout }) => {
    const state = runningState(layout.stateFile);
    if (state === undefined) {
      const ended = await stopLeftovers(layout);
      console.log(ended.length === 0 ? 'nothing was running' : `ended ${ended.join(', ')}`);
      return 0;
    }
    signal(state.launcher, 'SIGTERM');
    if (await waitUntilGone(state.launcher, limitMs)) {
      console.log('everything has ended');
      return 0;
    }
    throw new Error(
      `the launcher (pid ${state.launcher.pid}) has not ended after ${limitMs / 1000} s`,
    );
  },
};
