import { z } from 'zod';
import { hospitalKinds, levels, roles, scrapeModes } from '../../catalog/labels.ts';
import type { Cells } from './cells.ts';
import * as cell from './cells.ts';
import {
  calendarNames,
  type District,
  type Hospital,
  type Server,
  type ThingKind,
} from './registry.ts';

/*
 * A row is text by column, from CSV, XLSX, YAML or JSON. Columns of a later day are optional: a file
 * without such a column says nothing about it, and what the registry knows stays.
 */

const districtColumns = {
  adcode: cell.adcode,
  name: cell.text(32),
  tile_col: cell.tile,
  tile_row: cell.tile,
};

const hospitalColumns = {
  code: cell.hospitalCode,
  name: cell.text(64),
  short_name: cell.text(12),
  level: cell.oneOf(levels),
  kind: cell.oneOf(hospitalKinds),
  district: cell.adcode,
  address: cell.text(128, 0),
  open_hours: cell.openHours,
  it_staff: cell.yesOrNo,
  gateway: cell.ip,
  backup_gateway: cell.ipOrNothing,
};
const moreHospitalColumns = {
  national_code: cell.nationalCode.optional(),
  calendar: cell.oneOf(calendarNames).optional(),
  line_isp: cell.text(32, 0).optional(),
  line_mbps: cell.mbps.optional(),
  backup_isp: cell.text(32, 0).optional(),
  backup_mbps: cell.mbps.optional(),
};

const serverColumns = {
  id: cell.serverId,
  hospital: cell.hospitalCode,
  role: cell.oneOf(roles),
  hostname: cell.text(64),
  address: cell.endpoint,
  os: cell.text(64),
  arch: cell.arch,
  scrape: cell.oneOf(scrapeModes),
  asset_no: cell.text(64),
};
const moreServerColumns = {
  owner: cell.text(64, 0).optional(),
  model: cell.text(64, 0).optional(),
  serial_no: cell.text(64, 0).optional(),
  supplier: cell.text(64, 0).optional(),
  purchased: cell.dayOrNothing.optional(),
  warranty_until: cell.dayOrNothing.optional(),
};

const contactColumns = {
  hospital: cell.hospitalCode,
  kind: cell.contactKind,
  name: cell.text(32),
  mobile: cell.mobile,
};

/** Columns that a table of a kind must have, in the order in which they are documented. */
export const columns: Readonly<Record<ThingKind, readonly string[]>> = {
  districts: Object.keys(districtColumns),
  hospitals: Object.keys(hospitalColumns),
  servers: Object.keys(serverColumns),
  contacts: Object.keys(contactColumns),
};

/** Columns that it may have. */
const optionalColumns: Readonly<Record<ThingKind, readonly string[]>> = {
  districts: [],
  hospitals: Object.keys(moreHospitalColumns),
  servers: Object.keys(moreServerColumns),
  contacts: [],
};

/** All that a table of a kind may have. */
export function columnsOf(kind: ThingKind): readonly string[] {
  return [...columns[kind], ...optionalColumns[kind]];
}

/** A thing as far as a row tells of it: what no column spoke of is undefined. */
type Draft<Thing, Optional extends keyof Thing> = Omit<Thing, Optional> & {
  readonly [Field in Optional]: Thing[Field] | undefined;
};
export type HospitalDraft = Draft<
  Hospital,
  'nationalCode' | 'calendar' | 'lineIsp' | 'lineMbps' | 'backupIsp' | 'backupMbps'
>;
export type ServerDraft = Draft<
  Server,
  'owner' | 'model' | 'serialNo' | 'supplier' | 'purchased' | 'warrantyUntil'
>;

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
    z.strictObject({ ...hospitalColumns, ...moreHospitalColumns }),
  )
  .transform(
    (row): HospitalDraft => ({
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
      nationalCode: row.national_code,
      calendar: row.calendar,
      lineIsp: row.line_isp,
      lineMbps: row.line_mbps,
      backupIsp: row.backup_isp,
      backupMbps: row.backup_mbps,
    }),
  );

/** The id defaults to the asset number; later changes of the asset number do not touch it. */
export const ServerRow = z
  .preprocess(
    (row: Cells) => (row.id === '' ? { ...row, id: row.asset_no } : row),
    z.strictObject({ ...serverColumns, ...moreServerColumns }),
  )
  .transform(
    (row): ServerDraft => ({
      id: row.id,
      hospital: row.hospital,
      role: row.role,
      hostname: row.hostname,
      ...row.address,
      os: row.os,
      arch: row.arch,
      scrape: row.scrape,
      assetNo: row.asset_no,
      owner: row.owner,
      model: row.model,
      serialNo: row.serial_no,
      supplier: row.supplier,
      purchased: row.purchased,
      warrantyUntil: row.warranty_until,
    }),
  );

export const ContactRow = z.strictObject(contactColumns);
