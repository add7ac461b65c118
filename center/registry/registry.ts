import type { HospitalKind, Level, Role, ScrapeMode } from '../../catalog/labels.ts';

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
}

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
}

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

/** The registry and the keys that may not be given again, or not yet. */
export interface StoredRegistry extends Registry {
  readonly reserved: Readonly<Record<keyof Registry, ReadonlySet<string>>>;
}
