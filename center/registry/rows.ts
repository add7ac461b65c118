import { isIP } from 'node:net';
import { z } from 'zod';
import { hospitalKinds, levels, roles, scrapeModes } from '../../catalog/labels.ts';
import { openHoursForm, parseOpenHours } from './open-hours.ts';
import { arches, type District, type Hospital, type Server } from './registry.ts';

/** A row as written, text by column. */
export type Cells = Readonly<Record<string, string>>;

/*
 * A row is text by column, from CSV or YAML. Each schema says per column what is allowed, in words
 * that can stand behind "allowed:", and turns the row into a domain object.
 */

/** No control, no invisible and no direction-changing character: names end up in pages, mails and SMS. */
const visible = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;

const text = (longest: number, shortest = 1) =>
  z
    .string()
    .refine(
      (value) =>
        visible.test(value) && [...value].length >= shortest && [...value].length <= longest,
      `${shortest} to ${longest} visible characters`,
    );

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });

const adcode = z.string().regex(/^\d{6}$/, 'six digits such as 110105');
const hospitalCode = z
  .string()
  .regex(
    /^[0-9A-Z]{8}$/,
    'eight digits or capital letters such as 05110002 (spreadsheets eat leading zeros)',
  );
const serverId = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, '1 to 64 of letters, digits, ".", "_" and "-"');
const tile = z
  .string()
  .regex(/^\d{1,2}$/, 'a whole number from 0 to 99')
  .transform(Number);
const ip = z.string().refine((value) => isIP(value) !== 0, 'an IP address such as 10.8.1.1');
const ipOrNothing = z
  .string()
  .refine(
    (value) => value === '' || isIP(value) !== 0,
    'an IP address such as 10.8.1.1, or nothing',
  );

const yes = new Set(['true', 'yes', '1', '是']);
const no = new Set(['false', 'no', '0', '否']);
const yesOrNo = z
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
const arch = z.preprocess(
  (value) => (typeof value === 'string' ? (archNames[value] ?? value) : value),
  oneOf(arches),
);

const openHours = z.string().transform((value, context) => {
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
const endpoint = z.string().transform((value, context) => {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(value) ?? [];
  const address = bracketed ?? plain ?? value;
  const number = port === undefined ? defaultPort : Number(port);
  const family = isIP(address);
  const good = number >= 1 && number <= 65_535 && (bracketed === undefined || family === 6);
  if (family !== 0 && good) return { address, port: number };
  context.addIssue({ code: 'custom', message: 'an IP address such as 10.8.1.7 or 10.8.1.7:9101' });
  return z.NEVER;
});

const districtColumns = { adcode, name: text(32), tile_col: tile, tile_row: tile };

const hospitalColumns = {
  code: hospitalCode,
  name: text(64),
  short_name: text(12),
  level: oneOf(levels),
  kind: oneOf(hospitalKinds),
  district: adcode,
  address: text(128, 0),
  open_hours: openHours,
  it_staff: yesOrNo,
  gateway: ip,
  backup_gateway: ipOrNothing,
};

const serverColumns = {
  id: serverId,
  hospital: hospitalCode,
  role: oneOf(roles),
  hostname: text(64),
  address: endpoint,
  os: text(64),
  arch,
  scrape: oneOf(scrapeModes),
  asset_no: text(64),
};

/** The columns of each kind of table, in the order in which they are documented. */
export const columns = {
  districts: Object.keys(districtColumns),
  hospitals: Object.keys(hospitalColumns),
  servers: Object.keys(serverColumns),
} as const;

export const DistrictRow = z.strictObject(districtColumns).transform(
  ({ tile_col, tile_row, ...same }): District => ({
    ...same,
    tileCol: tile_col,
    tileRow: tile_row,
  }),
);

/** A community centre without a level has level 0. */
export const HospitalRow = z
  .preprocess(
    (row: Cells) => (row.level === '' && row.kind === 'community' ? { ...row, level: '0' } : row),
    z.strictObject(hospitalColumns),
  )
  .transform(
    (row): Hospital => ({
      code: row.code,
      name: row.name,
      shortName: row.short_name,
      level: row.level,
      kind: row.kind,
      district: row.district,
      address: row.address,
      openHours: row.open_hours,
      itStaff: row.it_staff,
      gateway: row.gateway,
      backupGateway: row.backup_gateway === '' ? null : row.backup_gateway,
    }),
  );

/** The id defaults to the asset number; later changes of the asset number do not touch it. */
export const ServerRow = z
  .preprocess(
    (row: Cells) => (row.id === '' ? { ...row, id: row.asset_no } : row),
    z.strictObject(serverColumns),
  )
  .transform(
    (row): Server => ({
      id: row.id,
      hospital: row.hospital,
      role: row.role,
      hostname: row.hostname,
      ...row.address,
      os: row.os,
      arch: row.arch,
      scrape: row.scrape,
      assetNo: row.asset_no,
    }),
  );
