import type { Generated, JSONColumnType } from 'kysely';
import type { HospitalKind, Level, Role, ScrapeMode } from '../../catalog/labels.ts';
import type { Arch } from '../registry/registry.ts';

/** The tables of migrations/, as kysely sees them; names are the database's own. */
export interface Tables {
  readonly district: DistrictTable;
  readonly hospital: HospitalTable;
  readonly server: ServerTable;
  readonly import_run: ImportRunTable;
  readonly registry_event: RegistryEventTable;
  readonly registry_version: { readonly token: string };
}

interface DistrictTable {
  adcode: string;
  name: string;
  tile_col: number;
  tile_row: number;
}

interface HospitalTable {
  code: string;
  name: string;
  short_name: string;
  level: Level;
  kind: HospitalKind;
  district: string;
  address: string;
  open_hours: string;
  it_staff: boolean;
  gateway: string;
  backup_gateway: string | null;
  state: Generated<'active' | 'retired'>;
}

interface ServerTable {
  id: string;
  hospital: string;
  role: Role;
  hostname: string;
  address: string;
  port: number;
  os: string;
  arch: Arch;
  scrape: ScrapeMode;
  asset_no: string;
  state: Generated<'pending' | 'active' | 'retired'>;
}

interface ImportRunTable {
  id: Generated<string>;
  at: Generated<Date>;
  actor: string;
  outcome: 'applied' | 'unchanged' | 'refused';
  files: JSONColumnType<readonly object[]>;
  counts: JSONColumnType<object>;
  mistakes: JSONColumnType<readonly string[]>;
}

interface RegistryEventTable {
  id: Generated<string>;
  at: Generated<Date>;
  actor: string;
  import_run: string | null;
  object: 'district' | 'hospital' | 'server';
  key: string;
  action: 'added' | 'changed';
  before: JSONColumnType<object> | null;
  after: JSONColumnType<object>;
}
