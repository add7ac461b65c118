import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { parseDuration } from './duration.ts';

/** A file that cannot be used: every mistake at once, each with its path and what to write instead. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(file: string, mistakes: readonly string[]) {
    super(
      `${file}: ${mistakes.length} mistake(s)\n${mistakes.map((line) => `  ${line}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

/** Config says `5m`, code gets milliseconds. */
export const durationMs = z.string().transform((text, context) => {
  try {
    return parseDuration(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'bad' });
    return z.NEVER;
  }
});

/** Host and port, `127.0.0.1:9101`. */
export const hostPort = z
  .string()
  .regex(/^(\[[0-9a-f:]+\]|[^:\s]+):\d{1,5}$/i, 'expected host:port such as 127.0.0.1:9101')
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  });

/** Reads a YAML file and checks it; throws a ConfigError that lists all mistakes. */
export function loadConfig<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
): z.output<Schema> {
  return parseConfig(schema, file, readText(file));
}

/** The same for a text that is already in memory; `file` names it in messages. */
export function parseConfig<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
  text: string,
): z.output<Schema> {
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    throw new ConfigError(
      file,
      document.errors.map((error) => error.message.split('\n')[0] ?? ''),
    );
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  if (value === null || value === undefined) throw new ConfigError(file, ['the file is empty']);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError(file, result.error.issues.map(describe));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file}: cannot be read`, { cause });
  }
}

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.length === 0 ? '(top)' : issue.path.map(String).join('.');
  return `${path}: ${issue.message}`;
}
