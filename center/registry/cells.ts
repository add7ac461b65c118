import { isIP } from 'node:net';
import { z } from 'zod';
import { openHoursForm, parseOpenHours } from './open-hours.ts';
import { arches, contactKinds } from './registry.ts';

/** A row as written, text by column. */
export type Cells = Readonly<Record<string, string>>;

/*
 * Each schema says what is allowed in a cell, in words that can stand behind "allowed:", and turns
 * the text into a value.
 */

/** No control, no invisible and no direction-changing character: names end up in pages, mails and SMS. */
const visible = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;

export const text = (longest: number, shortest = 1) =>
  z
    .string()
    .refine(
      (value) =>
        visible.test(value) && [...value].length >= shortest && [...value].length <= longest,
      `${shortest} to ${longest} visible characters`,
    );

export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });

export const adcode = z.string().regex(/^\d{6}$/, 'six digits such as 110105');
export const hospitalCode = z
  .string()
  .regex(
    /^[0-9A-Z]{8}$/,
    'eight digits or capital letters such as 05110002 (spreadsheets eat leading zeros)',
  );
export const serverId = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, '1 to 64 of letters, digits, ".", "_" and "-"');
export const tile = z
  .string()
  .regex(/^\d{1,2}$/, 'a whole number from 0 to 99')
  .transform(Number);
export const ip = z.string().refine((value) => isIP(value) !== 0, 'an IP address such as 10.8.1.1');
export const ipOrNothing = z
  .string()
  .refine(
    (value) => value === '' || isIP(value) !== 0,
    'an IP address such as 10.8.1.1, or nothing',
  );

const yes = new Set(['true', 'yes', '1', '是']);
const no = new Set(['false', 'no', '0', '否']);
export const yesOrNo = z
  .string()
  .refine((value) => yes.has(value) || no.has(value), 'true or false (also yes/no, 1/0, 是/否)')
  .transform((value) => yes.has(value));

/** What other tools call the same machine. */
const archNames: Readonly<Record<string, string>> = {
  x86_64: 'x64',
  amd64: 'x64',
  aarch64: 'arm64',
  loongarch64: 'loong64',
  i686: 'x86',
};
export const arch = z.preprocess(
  (value) => (typeof value === 'string' ? (archNames[value] ?? value) : value),
  oneOf(arches),
);

export const openHours = z.string().transform((value, context) => {
  try {
    parseOpenHours(value);
    return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.addIssue({ code: 'custom', message: `${openHoursForm}; here ${reason}` });
    return z.NEVER;
  }
});

const defaultPort = 9101;
export const endpoint = z.string().transform((value, context) => {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(value) ?? [];
  const address = bracketed ?? plain ?? value;
  const number = port === undefined ? defaultPort : Number(port);
  const family = isIP(address);
  const good = number >= 1 && number <= 65_535 && (bracketed === undefined || family === 6);
  if (family !== 0 && good) return { address, port: number };
  context.addIssue({ code: 'custom', message: 'an IP address such as 10.8.1.7 or 10.8.1.7:9101' });
  return z.NEVER;
});

export const nationalCode = z
  .string()
  .regex(/^(H\d{11})?$/, 'H and eleven digits such as H11010500001, or nothing');

export const mbps = z
  .string()
  .regex(/^([1-9]\d{0,4}|100000)?$/, 'megabits a second, 1 to 100000, or nothing')
  .transform((value) => (value === '' ? null : Number(value)));

export const dayOrNothing = z
  .string()
  .refine((value) => value === '' || isDay(value), 'a day such as 2026-03-01, or nothing')
  .transform((value) => (value === '' ? null : value));

export const mobile = z
  .string()
  .regex(/^\+?\d[\d-]{4,19}$/, 'a telephone number of 5 to 20 digits and hyphens');

const contactKindNames: Readonly<Record<string, string>> = {
  院方联系人: 'liaison',
  信息科: 'it',
  片区工程师: 'engineer',
};
export const contactKind = z.preprocess(
  (value) => (typeof value === 'string' ? (contactKindNames[value] ?? value) : value),
  oneOf(contactKinds),
);

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return /^\d{4}-\d\d-\d\d$/.test(text) && isReal;
}
