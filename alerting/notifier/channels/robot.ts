import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { PostContent } from '../planner.ts';
import type { Channel, Delivery } from './channel.ts';
import { postJson } from './http-json.ts';
import { reaches } from './reaches.ts';

/** What every robot of a chat group needs. */
export const robotFields = {
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** The file holds the address with its key; it is read at each message. */
  urlFile: z.string(),
} as const;

interface Robot {
  readonly name: string;
  readonly urlFile: string;
  /** What the provider takes from one robot. */
  readonly perMinute: number;
  /** The address and the body of a message. */
  readonly request: (given: { url: string; content: PostContent }) => { url: string; body: object };
  readonly meaning: (answer: Readonly<Record<string, unknown>>) => Delivery;
}

const minuteMs = 60_000;

/** Posts into a chat group. More than the provider takes waits here: who asks too often is locked out for minutes. */
export function robot({ name, urlFile, perMinute, request, meaning }: Robot): Channel {
  let sent: number[] = [];
  const address = () => readFileSync(urlFile, 'utf8').trim();
  return {
    name,
    medium: 'group',
    async send({ content }, signal) {
      if (content.kind !== 'post')
        return { outcome: 'rejected', reason: 'this is not for a group' };
      const now = performance.now();
      sent = sent.filter((at) => at > now - minuteMs);
      const [oldest] = sent;
      if (oldest !== undefined && sent.length >= perMinute) {
        const afterMs = Math.ceil(oldest + minuteMs - now);
        return { outcome: 'retry', reason: 'as many as the provider takes in a minute', afterMs };
      }
      sent.push(now);
      const { url, body } = request({ url: address(), content });
      return postJson({ url, body: JSON.stringify(body) }, signal, meaning);
    },
    probe: (signal) => reaches(new URL(address()), signal),
    close: () => {},
  };
}

/** The answer's code: 0 is well, some are a limit, all others a refusal. */
export function meaningOf(
  field: string,
  busy: readonly number[],
): (answer: Readonly<Record<string, unknown>>) => Delivery {
  return (answer) => {
    const code = answer[field];
    if (code === 0) return { outcome: 'sent' };
    const reason = `expected ${field} 0, got ${JSON.stringify(answer).slice(0, 200)}`;
    const isBusy = typeof code !== 'number' || busy.includes(code);
    return isBusy
      ? { outcome: 'retry', reason, afterMs: minuteMs }
      : { outcome: 'rejected', reason };
  };
}

/** Cut to so many octets of UTF-8, between characters. */
export function limited(text: string, octets: number): string {
  const all = Buffer.from(text, 'utf8');
  if (all.length <= octets) return text;
  const cut = all
    .subarray(0, octets - 3)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
  return `${cut}…`;
}
