import type { Log } from '../../../lib/json-log.ts';
import { backoffMs } from '../../../lib/retry.ts';
import { NoDataError } from '../no-data-error.ts';
import { type AnswerReply, parseReply, type Reply } from './reply.ts';
import type { Shell } from './shell.ts';

interface Parts {
  readonly spawn: () => Shell;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
}

interface Limits {
  /** To load .NET and compile, on the slowest server. */
  readonly startMs: number;
  readonly firstRestartMs: number;
  readonly lastRestartMs: number;
  /** Where scripts may not compile, that may change with the next policy. */
  readonly unavailableRetryMs: number;
  /** One that grew beyond is replaced. */
  readonly maxMemoryBytes: number;
  /** One that answered for so long was well: the next restart comes soon again. */
  readonly wellAfterMs: number;
}

const defaults: Limits = {
  startMs: 60_000,
  firstRestartMs: 1000,
  lastRestartMs: 300_000,
  unavailableRetryMs: 3_600_000,
  maxMemoryBytes: 150 * 1024 * 1024,
  wellAfterMs: 300_000,
};

interface Request {
  readonly question: string;
  readonly deadlineMs: number;
  readonly resolve: (reply: AnswerReply) => void;
  readonly reject: (error: Error) => void;
}

/** Where one shell is in its life. */
interface Life {
  readonly shell: Shell;
  state: 'starting' | 'ready';
  readonly startedAt: number;
}

/**
 * Keeps one shell running and asks it one question at a time. A question that misses its deadline, and a line that is no
 * answer, end the shell; it is started again after a pause that doubles. Questions wait while one starts, and are refused in
 * the pause. Nothing is started before the first question.
 */
export class Supervisor {
  /** Whether a shell is there to ask; undefined until the first was ready or failed. */
  available: boolean | undefined;
  readonly #parts: Parts;
  readonly #limits: Limits;
  readonly #queue: Request[] = [];
  #current: { readonly id: number; readonly request: Request } | undefined;
  #life: Life | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;
  #failures = 0;
  #lastId = 0;
  #closed = false;
  #forbidden = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#limits = { ...defaults, ...parts.limits };
  }

  /** Rejects with NoDataError while no shell can ever be ready here. */
  ask(question: string, deadlineMs: number, signal: AbortSignal): Promise<AnswerReply> {
    if (this.#closed) return Promise.reject(new Error('PowerShell: the agent ends'));
    if (this.#pause !== undefined) return Promise.reject(this.#refusal());
    if (signal.aborted) return Promise.reject(tooLate(question));
    return new Promise((resolve, reject) => {
      const request: Request = { question, deadlineMs, resolve, reject };
      // Who gives up leaves the queue; a question already asked runs on, and nobody hears its answer.
      const onAbort = (): void => {
        const at = this.#queue.indexOf(request);
        if (at >= 0) this.#queue.splice(at, 1);
        reject(tooLate(question));
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#queue.push(request);
      this.#life ??= this.#start();
      this.#next();
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#pause);
    this.#end(new Error('PowerShell: the agent ends'));
  }

  #refusal(): Error {
    return this.#forbidden
      ? new NoDataError('PowerShell that may compile')
      : new Error('PowerShell: ended, and is started again after a pause');
  }

  #start(): Life {
    const shell = this.#parts.spawn();
    const life: Life = { shell, state: 'starting', startedAt: performance.now() };
    shell.onLine((line) => {
      if (life === this.#life) this.#take(life, line);
    });
    shell.onEnd(() => {
      if (life === this.#life) this.#fail('ended by itself');
    });
    this.#deadline = setTimeout(() => this.#fail('was not ready in time'), this.#limits.startMs);
    return life;
  }

  #next(): void {
    const life = this.#life;
    if (life?.state !== 'ready' || this.#current !== undefined) return;
    const request = this.#queue.shift();
    if (request === undefined) return;
    this.#lastId = (this.#lastId % 999_999_999) + 1;
    this.#current = { id: this.#lastId, request };
    const { question, deadlineMs } = request;
    this.#deadline = setTimeout(() => this.#fail(`did not answer ${question}`), deadlineMs);
    life.shell.send(JSON.stringify({ id: this.#lastId, ask: question }));
  }

  #take(life: Life, line: string): void {
    const reply = parseReply(line);
    const current = this.#current;
    if (reply === undefined) this.#fail('said what is no answer');
    else if (life.state === 'starting') this.#greet(life, reply);
    else if (reply.kind !== 'answer' || reply.id !== current?.id) this.#fail('answered unasked');
    else this.#deliver(life, current.request, reply);
  }

  #deliver(life: Life, request: Request, reply: AnswerReply): void {
    clearTimeout(this.#deadline);
    this.#current = undefined;
    request.resolve(reply);
    if (performance.now() - life.startedAt >= this.#limits.wellAfterMs) this.#failures = 0;
    if (reply.memoryBytes > this.#limits.maxMemoryBytes) this.#replace(life, reply.memoryBytes);
    this.#next();
  }

  #greet(life: Life, reply: Reply): void {
    if (reply.kind === 'unavailable') {
      this.#giveUp(reply.reason);
    } else if (reply.kind === 'ready') {
      clearTimeout(this.#deadline);
      life.state = 'ready';
      this.#forbidden = false;
      this.available = true;
      this.#next();
    } else {
      this.#fail('answered unasked');
    }
  }

  #replace(life: Life, memoryBytes: number): void {
    this.#parts.log.info('PowerShell has grown and is replaced', { memoryBytes });
    life.shell.kill();
    this.#life = this.#start();
  }

  /** Policy forbids to compile: built-ins are all there is, until the policy changes. */
  #giveUp(reason: string): void {
    this.available = false;
    this.#forbidden = true;
    this.#parts.log.warn('PowerShell may not make calls here', { reason });
    this.#end(this.#refusal());
    this.#rest(this.#limits.unavailableRetryMs);
  }

  #fail(why: string): void {
    this.#failures += 1;
    this.#parts.log.warn('PowerShell is started again', { why, failures: this.#failures });
    this.available = false;
    this.#end(new Error(`PowerShell: ${why}`));
    const { firstRestartMs: firstMs, lastRestartMs: maxMs } = this.#limits;
    this.#rest(backoffMs(this.#failures, { firstMs, maxMs }));
  }

  #end(error: Error): void {
    clearTimeout(this.#deadline);
    const life = this.#life;
    this.#life = undefined;
    life?.shell.kill();
    this.#current?.request.reject(error);
    this.#current = undefined;
    for (const { reject } of this.#queue.splice(0)) reject(error);
  }

  #rest(ms: number): void {
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
    }, ms);
    this.#pause.unref();
  }
}

function tooLate(question: string): Error {
  return new Error(`PowerShell: no answer to ${question} in time`);
}
