import { connect, type Socket } from 'node:net';
import { errorMessage } from '../../../../lib/error-message.ts';
import { backoffMs } from '../../../../lib/retry.ts';

/** A unit of a protocol that numbers its requests and answers them by number. */
export interface Pdu {
  readonly command: number;
  readonly sequence: number;
  /** SMPP has it in the header; 0 in CMPP. */
  readonly status: number;
  readonly body: Buffer;
}

/** What differs between protocols. Each unit begins with its length in four octets. */
export interface Protocol {
  encode(pdu: Pdu): Buffer;
  decode(octets: Buffer): Pdu;
  isAnswer(pdu: Pdu): boolean;
  login(sequence: number): Pdu;
  /** Why the far end refuses the login, or nothing. */
  refusal(answer: Pdu): string | undefined;
  keepAlive(sequence: number): Pdu;
  /** Carries out what the far end asks for; returns what it is answered, or nothing to end the session. */
  serve(request: Pdu): Promise<Pdu | undefined>;
}

interface Options {
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Requests without an answer at a time. */
  readonly window: number;
  /** Silence after which the far end is asked whether it lives. */
  readonly heartbeatMs: number;
  /** An answer that takes longer counts as none, and the connection as lost. */
  readonly answerMs: number;
}

interface Waiting {
  readonly resolve: (pdu: Pdu) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const longestPdu = 65_536;
const longestQueue = 1000;
const reconnect = { firstMs: 500, maxMs: 30_000 };

/**
 * A connection that logs in, keeps a window of requests, asks for signs of life and comes back by itself. A
 * request in progress when it breaks fails: whether the far end took it, nobody knows.
 */
export class Session {
  readonly #options: Options;
  readonly #waiting = new Map<number, Waiting>();
  readonly #queue: (() => void)[] = [];
  #socket: Socket | undefined;
  #ready: Promise<void> | undefined;
  #isUp = false;
  #sequence = 0;
  /** Requests in the window. */
  #open = 0;
  #unread = Buffer.alloc(0);
  #lastHeardAt = 0;
  #heartbeat: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #failures = 0;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Connects and logs in, if it is not; throws why not. */
  start(): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('this channel is closed'));
    this.#ready ??= this.#connect().catch((error: unknown) => {
      this.#lose(errorMessage(error));
      throw error;
    });
    return this.#ready;
  }

  /** Stays connected from now on, for what the far end brings by itself. */
  keepOpen(): void {
    void this.start().catch(() => {}); // it comes back by itself
  }

  /** Sends a request in the window and waits for its answer. */
  async request(build: (sequence: number) => Pdu, signal: AbortSignal): Promise<Pdu> {
    await orAborted(this.start(), signal);
    await this.#room(signal);
    const answer = this.#send(build(this.#next())).finally(() => {
      this.#open -= 1;
      this.#queue.shift()?.();
    });
    return orAborted(answer, signal);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#again);
    this.#lose('closed');
  }

  #next(): number {
    this.#sequence = (this.#sequence % 0x7ffffffe) + 1;
    return this.#sequence;
  }

  async #connect(): Promise<void> {
    const { host, port, protocol, answerMs } = this.#options;
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    this.#socket = socket;
    this.#unread = Buffer.alloc(0);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${host}:${port}: no connection`)), answerMs);
      socket.once('connect', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.once('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
    });
    socket.on('data', (octets: Buffer) => this.#read(octets));
    socket.on('error', () => {}); // `close` follows
    socket.once('close', () => {
      if (this.#socket === socket) this.#lose('the far end closed the connection');
    });
    const refusal = protocol.refusal(await this.#send(protocol.login(this.#next())));
    if (refusal !== undefined) throw new Error(`login refused: ${refusal}`);
    this.#isUp = true;
    this.#failures = 0;
    this.#watch();
  }

  #send(pdu: Pdu): Promise<Pdu> {
    const { protocol, answerMs } = this.#options;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#lose('no answer in time'), answerMs);
      this.#waiting.set(pdu.sequence, { resolve, reject, timer });
      this.#socket?.write(protocol.encode(pdu));
    });
  }

  /** Waits until the window has room. */
  async #room(signal: AbortSignal): Promise<void> {
    while (this.#open >= this.#options.window) {
      if (this.#queue.length >= longestQueue) throw new Error('too many messages wait');
      await orAborted(new Promise<void>((resolve) => this.#queue.push(resolve)), signal);
      if (!this.#isUp) throw new Error('the connection was lost');
    }
    this.#open += 1;
  }

  #read(octets: Buffer): void {
    this.#lastHeardAt = performance.now();
    this.#unread = Buffer.concat([this.#unread, octets]);
    try {
      while (this.#unread.length >= 4) {
        const length = this.#unread.readUInt32BE();
        if (length < 12 || length > longestPdu) throw new Error(`a unit of ${length} octets`);
        if (this.#unread.length < length) return;
        const pdu = this.#options.protocol.decode(Buffer.from(this.#unread.subarray(0, length)));
        this.#unread = this.#unread.subarray(length);
        this.#take(pdu);
      }
    } catch (error) {
      this.#lose(`the far end does not speak the protocol: ${errorMessage(error)}`);
    }
  }

  #take(pdu: Pdu): void {
    const { protocol } = this.#options;
    if (!protocol.isAnswer(pdu)) {
      void this.#serve(pdu);
      return;
    }
    const waiting = this.#waiting.get(pdu.sequence);
    if (waiting === undefined) return;
    this.#waiting.delete(pdu.sequence);
    clearTimeout(waiting.timer);
    waiting.resolve(pdu);
  }

  async #serve(request: Pdu): Promise<void> {
    const socket = this.#socket;
    try {
      const answer = await this.#options.protocol.serve(request);
      if (answer === undefined) this.#lose('the far end ended the session');
      else socket?.write(this.#options.protocol.encode(answer));
    } catch (error) {
      this.#lose(`a request that cannot be read: ${errorMessage(error)}`);
    }
  }

  #watch(): void {
    const { heartbeatMs, protocol } = this.#options;
    clearInterval(this.#heartbeat);
    this.#lastHeardAt = performance.now();
    this.#heartbeat = setInterval(() => {
      if (performance.now() - this.#lastHeardAt < heartbeatMs) return;
      void this.#send(protocol.keepAlive(this.#next())).catch(() => {}); // it ends the session itself
    }, heartbeatMs);
  }

  #lose(reason: string): void {
    clearInterval(this.#heartbeat);
    this.#isUp = false;
    this.#ready = undefined;
    this.#socket?.destroy();
    this.#socket = undefined;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Error(reason));
    }
    this.#waiting.clear();
    for (const wake of this.#queue.splice(0)) wake();
    if (this.#isClosed) return;
    this.#failures += 1;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.keepOpen(), backoffMs(this.#failures, reconnect));
  }
}

function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('no answer in time'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
