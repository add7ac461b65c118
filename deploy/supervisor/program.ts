/** One program of the stack: how to start it, when it is healthy, how to stop it. */
export interface Program {
  readonly name: string;
  /** Absolute path and arguments. */
  readonly command: readonly [string, ...string[]];
  /** Working folder; belongs to the program's account. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when the program does its work; throws the reason when it does not. */
  readonly health: (signal: AbortSignal) => Promise<void>;
  /** Asks it to end, e.g. SIGINT for PostgreSQL's fast shutdown. Also sent when the launcher dies. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** After so long a stop is forced. */
  readonly stopWithinMs: number;
  /** After so long without health the first start has failed. */
  readonly startWithinMs: number;
  /** What people see in the table: `http://127.0.0.1:8440/` or a socket folder. */
  readonly address: string;
}

/** Healthy when the page answers 200 in time. */
export function httpHealth(url: string): Program['health'] {
  return async (signal) => {
    const response = await fetch(url, { signal });
    await response.body?.cancel();
    if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  };
}
