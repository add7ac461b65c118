import type { z } from 'zod';

/** A request that cannot be done: the text tells what was expected, the status is the answer. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
  }
}

/** The body by this schema, or a RequestError (400) with every mistake; `name` says whose body it is. */
export function checked<Request>(schema: z.ZodType<Request>, body: unknown, name: string): Request {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new RequestError(400, `${name}: ${mistakesOf(result.error)}`);
}

/** Every mistake in one line, each with its place. */
export function mistakesOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

/** Refuses a body that names none or several of these fields. */
export function exactlyOne<Request extends object>(...fields: readonly (keyof Request & string)[]) {
  return (request: Request, context: z.RefinementCtx): void => {
    const given = fields.filter((field) => request[field] !== undefined);
    if (given.length === 1) return;
    const seen = given.length === 0 ? 'none' : given.join(' and ');
    const message = `expected exactly one of ${fields.join(', ')}, got ${seen}`;
    context.addIssue({ code: 'custom', message });
  };
}
