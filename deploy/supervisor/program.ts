/** One program of the stack: how to start it, when it is healthy, how to stop it. */
export interface Program {
  readonly name: string;
  /** Absolute path and arguments. */
  readonly command: readonly [string, ...string[]];
  /** Working folder; belongs to the program's account. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when the program does its work; throws the reason when it does not. */
  readonly ready: Check;
  /** Resolves when the program answers at all; one that does not for long is killed and started again. */
  readonly alive: Check;
  /** Asks it to end, e.g. SIGINT for PostgreSQL's fast shutdown. Also sent when the launcher dies. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** After so long a stop is forced. */
  readonly stopWithinMs: number;
  /** After so long without health the first start has failed. */
  readonly startWithinMs: number;
  /** What people see in the table: `http://127.0.0.1:8440/` or a socket folder. */
  readonly address: string;
}

export type Check = (signal: AbortSignal) => Promise<void>;

/** The pages that all programs here have: `/-/ready` and `/-/healthy`. */
export function httpChecks(url: string): Pick<Program, 'ready' | 'alive'> {
  return { ready: answers200(`${url}/-/ready`), alive: answers200(`${url}/-/healthy`) };
}

function answers200(url: string): Check {
  return async (signal) => {
    const response = await fetch(url, { signal });
    await response.body?.cancel();
    if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  };
}
