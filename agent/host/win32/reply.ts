import * as z from 'zod';

/** A line that win32.ps1 has said. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | AnswerReply;

export interface AnswerReply {
  readonly kind: 'answer';
  readonly id: number;
  readonly memoryBytes: number;
  /** Not looked at yet; undefined when there is only an error. */
  readonly answer: unknown;
  /** What of the question failed. */
  readonly errors: readonly string[];
}

const Line = z.union([
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ unavailable: z.string() }),
  z.strictObject({
    id: z.number(),
    memory: z.number(),
    answer: z.unknown(),
    errors: z.array(z.string()).default([]),
  }),
  z.strictObject({ id: z.number(), memory: z.number(), error: z.string() }),
]);

/** Undefined for what is no line of ours. */
export function parseReply(text: string): Reply | undefined {
  const line = Line.safeParse(jsonOf(text)).data;
  if (line === undefined) return undefined;
  if ('ready' in line) return { kind: 'ready' };
  if ('unavailable' in line) return { kind: 'unavailable', reason: line.unavailable };
  const { id, memory: memoryBytes } = line;
  return 'error' in line
    ? { kind: 'answer', id, memoryBytes, answer: undefined, errors: [line.error] }
    : { kind: 'answer', id, memoryBytes, answer: line.answer, errors: line.errors };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
