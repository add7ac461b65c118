import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { HospitalKind, Level, Role, ScrapeMode } from '../../catalog/labels.ts';
import type { Role as AccountRole } from '../../protocol/sign-in.ts';
import type { WindowScope } from '../maintenance/window.ts';
import type { Arch, CalendarName, ContactKind } from '../registry/registry.ts';

/** The tables of migrations/, as kysely sees them; names are the database's own. */
export interface Tables {
  readonly district: DistrictTable;
  readonly hospital: HospitalTable;
  readonly server: ServerTable;
  readonly hospital_contact: ContactTable;
  readonly import_run: ImportRunTable;
  readonly registry_event: RegistryEventTable;
  readonly maintenance_window: MaintenanceWindowTable;
  readonly account: AccountTable;
  readonly login_session: LoginSessionTable;
  readonly sign_in_event: SignInEventTable;
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
  national_code: Generated<string>;
  calendar: Generated<CalendarName>;
  line_isp: Generated<string>;
  line_mbps: number | null;
  backup_isp: Generated<string>;
  backup_mbps: number | null;
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
  owner: Generated<string>;
  model: Generated<string>;
  serial_no: Generated<string>;
  supplier: Generated<string>;
  purchased: string | null;
  warranty_until: string | null;
  state: Generated<'pending' | 'active' | 'retired'>;
}

interface ContactTable {
  hospital: string;
  kind: ContactKind;
  name: string;
  mobile_sealed: Buffer;
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
  object: 'district' | 'hospital' | 'server' | 'contact' | 'maintenance';
  key: string;
  action: 'added' | 'changed' | 'retired' | 'restored' | 'removed';
  before: JSONColumnType<Record<string, unknown>> | null;
  after: JSONColumnType<Record<string, unknown>> | null;
}

interface MaintenanceWindowTable {
  id: Generated<string>;
  scope: WindowScope;
  subject: string;
  starts: string;
  minutes: number;
  rrule: string | null;
  reason: string;
  approver: string;
  actor: string;
  created_at: Generated<Date>;
  first_at: Date;
  last_end_at: Date;
  cancelled_at: Date | null;
  cancelled_by: string | null;
}

interface AccountTable {
  login: string;
  name: string;
  role: AccountRole;
  districts: string[];
  hospital: string | null;
  password_hash: string;
  totp_sealed: Uint8Array;
  /** bigint: the driver gives it as text. */
  totp_last_step: ColumnType<string, number | undefined, number>;
  failures: Generated<number>;
  locked_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
  disabled: Generated<boolean>;
  created_at: Date;
}

interface LoginSessionTable {
  token_hash: Uint8Array;
  login: string;
  created_at: Date;
  seen_at: Date;
  address: string;
}

interface SignInEventTable {
  id: Generated<string>;
  at: Date;
  login: string;
  what: 'signed_in' | 'refused' | 'locked' | 'signed_out' | 'created' | 'disabled' | 'reset';
  address: string;
}
