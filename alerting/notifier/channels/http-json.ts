import { errorMessage } from '../../../lib/error-message.ts';
import { limitedText } from '../limited-text.ts';
import type { Delivery } from './channel.ts';

interface Post {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

const longestAnswer = 65_536;

/**
 * Posts and reads a JSON answer. Whatever is no answer is tried again: network, 5xx, 408, 429; other 4xx are a
 * refusal. What a 2xx means the caller says. Addresses may hold keys and never stand in a reason.
 */
export async function postJson(
  { url, headers = {}, body }: Post,
  signal: AbortSignal,
  meaning: (answer: Readonly<Record<string, unknown>>) => Delivery,
): Promise<Delivery> {
  try {
    const response = await fetch(url, {
      ...{ method: 'POST', redirect: 'error', signal, body },
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    });
    const text = await limitedText(response, longestAnswer);
    const reason = `HTTP ${response.status}: ${text.slice(0, 200)}`;
    if (response.ok) return meaning(objectIn(text) ?? {});
    const isBusy = response.status === 408 || response.status === 429 || response.status >= 500;
    return { outcome: isBusy ? 'retry' : 'rejected', reason };
  } catch (error) {
    return { outcome: 'retry', reason: errorMessage(error).replaceAll(url, 'the address') };
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
