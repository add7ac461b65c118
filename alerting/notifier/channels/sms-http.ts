import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { durationMs } from '../../../lib/config.ts';
import { errorMessage } from '../../../lib/error-message.ts';
import { limitedText } from '../limited-text.ts';
import type { Channel, Delivery } from './channel.ts';
import { reaches } from './reaches.ts';

export const SmsHttpConfig = z.strictObject({
  kind: z.literal('sms-http'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** Takes `{id, to, text}` and answers `{accepted: true, id}`. */
  url: z.url({ protocol: /^https?$/ }),
  /** The bearer token; the file is read at each message, so that it can be changed without a restart. */
  tokenFile: z.string(),
  /** The gateway reports what became of messages, and brings answers; it shows this token. */
  callbackTokenFile: z.string().optional(),
  /** Accepted and not reported as delivered by then: the next channel is tried. */
  receiptWithin: durationMs.prefault('3m'),
});
export type SmsHttpConfig = z.infer<typeof SmsHttpConfig>;

const Answer = z.object({ accepted: z.boolean(), id: z.string().optional() });
const longestAnswer = 65_536;

/** SMS by a local gateway that speaks HTTP. 2xx accepted, 4xx rejected, all else tried again. */
export function smsHttp(config: SmsHttpConfig): Channel {
  const { name, url, tokenFile, callbackTokenFile, receiptWithin } = config;
  return {
    name,
    medium: 'sms',
    ...(callbackTokenFile === undefined ? {} : { receiptWithinMs: receiptWithin }),
    async send({ id, person, content }, signal) {
      if (content.kind !== 'sms') return { outcome: 'rejected', reason: 'this is not an SMS' };
      if (person.mobile === undefined) return { outcome: 'rejected', reason: 'no mobile number' };
      try {
        const response = await fetch(url, {
          method: 'POST',
          redirect: 'error',
          signal,
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`,
          },
          body: JSON.stringify({ id, to: person.mobile, text: content.text }),
        });
        return outcomeOf(response, await limitedText(response, longestAnswer));
      } catch (error) {
        return { outcome: 'retry', reason: errorMessage(error) };
      }
    },
    probe: (signal) => reaches(new URL(url), signal),
    close: () => {},
  };
}

/** 408 and 429 are answers of a gateway that is busy, not of one that refuses. */
function outcomeOf(response: Response, text: string): Delivery {
  const { status } = response;
  const reason = `HTTP ${status}: ${text.slice(0, 200)}`;
  if (status === 429 || status === 408)
    return { outcome: 'retry', reason, ...retryAfter(response) };
  if (status >= 400 && status < 500) return { outcome: 'rejected', reason };
  if (status < 200 || status >= 300) return { outcome: 'retry', reason };
  const answer = Answer.safeParse(parsed(text));
  if (!answer.success)
    return { outcome: 'retry', reason: `expected {"accepted":true}, got ${reason}` };
  if (!answer.data.accepted) return { outcome: 'rejected', reason };
  return {
    outcome: 'sent',
    ...(answer.data.id === undefined ? {} : { providerId: answer.data.id }),
  };
}

function retryAfter(response: Response): { afterMs?: number } {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? { afterMs: seconds * 1000 } : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
