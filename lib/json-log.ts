import { errorMessage } from './error-message.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Static text plus fields, so that lines can be counted; error means that a person must act now. */
export interface Log {
  info(text: string, fields?: Fields): void;
  warn(text: string, fields?: Fields): void;
  error(text: string, fields?: Fields): void;
}

/** One JSON object a line: `{"t":"…","level":"info","program":"center","text":"…",…fields}`. */
export function jsonLog(program: string, write: (line: string) => void = toStdout): Log {
  const at =
    (level: string) =>
    (text: string, fields: Fields = {}): void => {
      write(
        JSON.stringify({ t: new Date().toISOString(), level, program, text, ...plain(fields) }),
      );
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

function toStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}

function plain(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? errorMessage(value) : value,
    ]),
  );
}
