export interface Loop {
  /** Stops the timer and waits for a run in progress. */
  stop(): Promise<void>;
}

interface LoopOptions {
  readonly everyMs: number;
  readonly run: () => Promise<void> | void;
  /** Called with what a run threw; the loop goes on. */
  readonly onError: (error: unknown) => void;
}

/** Runs now and then after every period; runs never overlap, a failure never ends the loop. */
export function every({ everyMs, run, onError }: LoopOptions): Loop {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();

  const turn = async (): Promise<void> => {
    try {
      await run();
    } catch (error) {
      onError(error);
    }
    if (!stopped) timer = setTimeout(start, everyMs);
  };
  const start = (): void => {
    current = turn();
  };
  start();

  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return current;
    },
  };
}
