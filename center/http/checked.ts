import type { z } from 'zod';
import { HttpProblem } from './problem.ts';

/** The value of a query or a body, or 400 with every mistake in it. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const mistakes = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new HttpProblem(400, mistakes.join('; '));
}
