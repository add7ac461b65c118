import type { HospitalKind, Level, Role, ScrapeMode } from '../../catalog/labels.ts';
import type { MaintenanceWindow } from '../maintenance/window.ts';

export const arches = ['x64', 'arm64', 'loong64', 'x86'] as const;
export type Arch = (typeof arches)[number];

export interface District {
  readonly adcode: string;
  readonly name: string;
  /** Place on the tile map of the city. */
  readonly tileCol: number;
  readonly tileRow: number;
}

export interface Hospital {
  /** Eight characters, Beijing's institution code; the label `hospital`. */
  readonly code: string;
  readonly name: string;
  /** At most twelve characters: it has to fit into an SMS. */
  readonly shortName: string;
  readonly level: Level;
  readonly kind: HospitalKind;
  readonly district: string;
  readonly address: string;
  /** As written, `24h` or `Mon-Fri 07:30-17:00`; open-hours.ts reads it. */
  readonly openHours: string;
  readonly itStaff: boolean;
  readonly gateway: string;
  readonly backupGateway: string | null;
  /** H and eleven digits, the nation's institution code; empty when unknown. */
  readonly nationalCode: string;
  /** Whose holidays count for the opening hours. */
  readonly calendar: CalendarName;
  readonly lineIsp: string;
  readonly lineMbps: number | null;
  readonly backupIsp: string;
  readonly backupMbps: number | null;
}

/** Mainland China's public holidays, or none: then a week is a week. */
export const calendarNames = ['cn', 'none'] as const;
export type CalendarName = (typeof calendarNames)[number];

export interface Server {
  /** Given once, never changed; the label `server`. */
  readonly id: string;
  readonly hospital: string;
  readonly role: Role;
  readonly hostname: string;
  readonly address: string;
  readonly port: number;
  readonly os: string;
  readonly arch: Arch;
  readonly scrape: ScrapeMode;
  readonly assetNo: string;
  readonly owner: string;
  readonly model: string;
  readonly serialNo: string;
  readonly supplier: string;
  /** Days such as 2026-03-01; null when unknown. */
  readonly purchased: string | null;
  readonly warrantyUntil: string | null;
}

/** 院方联系人, 信息科, 片区工程师. */
export const contactKinds = ['liaison', 'it', 'engineer'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** A person; the number is sealed in the database and never in a metric. */
export interface Contact {
  readonly hospital: string;
  readonly kind: ContactKind;
  readonly name: string;
  readonly mobile: string;
}

/** What the registry is made of. */
export interface Things {
  readonly districts: District;
  readonly hospitals: Hospital;
  readonly servers: Server;
  readonly contacts: Contact;
}
export type ThingKind = keyof Things;

/** The key that says which thing it is, in events and addresses. */
export const keyOf: { readonly [Kind in ThingKind]: (thing: Things[Kind]) => string } = {
  districts: ({ adcode }) => adcode,
  hospitals: ({ code }) => code,
  servers: ({ id }) => id,
  contacts: ({ hospital, kind, name }) => `${hospital}/${kind}/${name}`,
};

/** `10.8.1.7:9101` or `[fd00::7]:9101`: where Prometheus finds the server. */
export function endpointText({ address, port }: Pick<Server, 'address' | 'port'>): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** All that is active, by key. */
export interface Registry {
  readonly districts: ReadonlyMap<string, District>;
  readonly hospitals: ReadonlyMap<string, Hospital>;
  readonly servers: ReadonlyMap<string, Server>;
}

/** The registry and what has left it, or is not in it yet: their keys belong to nobody else. */
export interface StoredRegistry extends Registry {
  readonly retired: {
    readonly hospitals: ReadonlyMap<string, Hospital>;
    readonly servers: ReadonlyMap<string, Server>;
  };
  /** Announced work that was not over when this was read. */
  readonly maintenance: readonly MaintenanceWindow[];
  /** Ids of servers that wait for a person's confirmation. */
  readonly pending: ReadonlySet<string>;
}
