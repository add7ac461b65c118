import { request } from 'node:http';
import { linePaths } from '../../../catalog/labels.ts';
import type { Dice } from '../agenda/dice.ts';
import { callPath } from '../bureau/door.ts';
import { Answer, type Request } from '../bureau/envelope.ts';
import { fromCompact } from '../logs/times.ts';
import type { Line } from './line.ts';

/** What a call to the bureau came to, and how long the caller waits for it. */
export type Reply =
  | { readonly outcome: 'answered'; readonly costMs: number; readonly answer: Answer }
  /** It was sent, and nothing came back in time: nobody knows what the bureau did. */
  | { readonly outcome: 'silence'; readonly costMs: number }
  /** It could not be sent. */
  | { readonly outcome: 'no-line'; readonly costMs: number };

interface BureauClientOptions {
  readonly line: Line;
  readonly timeoutMs: number;
  /** Shortest and longest round trip of the line. */
  readonly roundTripMs: readonly [number, number];
}

/** A refused connection is noticed after this time. */
const refusedMs = 1200;

/** Calls the bureau over the line, by the backup path when the primary one is cut. */
export class BureauClient {
  readonly #options: BureauClientOptions;

  constructor(options: BureauClientOptions) {
    this.#options = options;
  }

  async call(envelope: Request, dice: Dice): Promise<Reply> {
    const { line, timeoutMs, roundTripMs } = this.#options;
    const [low, high] = roundTripMs;
    const tripMs = dice.between(low, high) + line.extraMs;
    const isLost = dice.chance(line.lossShare);
    const body = JSON.stringify(envelope);
    for (const path of linePaths) {
      const port = line.portOf(path);
      if (port === undefined) continue;
      const sent = await post({ host: line.host, port }, body);
      if (sent === 'refused') continue;
      if (sent === 'silence' || isLost) return { outcome: 'silence', costMs: timeoutMs };
      const answer = Answer.parse(JSON.parse(sent));
      const insideMs = fromCompact(answer.respond_time) - fromCompact(answer.refmsg_time);
      const costMs = Math.round(insideMs + tripMs);
      if (costMs >= timeoutMs) return { outcome: 'silence', costMs: timeoutMs };
      return { outcome: 'answered', costMs, answer };
    }
    return { outcome: 'no-line', costMs: Math.round(refusedMs * dice.between(0.5, 1.5)) };
  }
}

/** A connection for each call: a cut line is then seen at the next call, and never half-way. */
function post(to: { host: string; port: number }, body: string): Promise<string> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sending = request({ ...to, path: callPath, method: 'POST', agent: false, headers });
    sending.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        resolve(response.statusCode === 200 ? Buffer.concat(chunks).toString('utf8') : 'silence');
      });
      response.once('error', () => resolve('silence'));
    });
    sending.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'silence');
    });
    sending.end(body);
  });
}
