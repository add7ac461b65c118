import type { LogFormatName } from '../settings.ts';
import { beijing } from './beijing.ts';
import { downloads } from './downloads.ts';
import { errors } from './errors.ts';
import { his } from './his.ts';
import type { LogFormat } from './log-format.ts';
import { national } from './national.ts';

/** Every form of log; one line each. */
export const logFormats: readonly LogFormat[] = [beijing, national, his, errors, downloads];

export function logFormat(name: LogFormatName): LogFormat {
  const found = logFormats.find((format) => format.name === name);
  if (found === undefined) throw new Error(`no log format ${name}`);
  return found;
}
