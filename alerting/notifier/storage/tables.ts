import type { ColumnType, Generated, JSONColumnType, Kysely, Transaction } from 'kysely';
import type { Call } from '../incidents/call.ts';
import type { Told } from '../incidents/incident.ts';
import type { Content } from '../planner.ts';

/** PostgreSQL's bigint arrives as text; ids and sequence numbers stay far below 2^53. */
type BigInt8 = ColumnType<string, number, number>;
type MaybeBigInt8 = ColumnType<string | null, number | null, number | null>;

export interface IncidentTable {
  id: BigInt8;
  ticket: string;
  class: string;
  place_kind: string;
  place_code: string;
  place_alert: string;
  district: string | null;
  phase: string;
  round: number;
  priority: string;
  told_priority: string | null;
  told: JSONColumnType<readonly Told[], string, string>;
  opened_at: Date;
  resolved_at: Date | null;
  closed_at: Date | null;
  explained_by: MaybeBigInt8;
  release_at: Date | null;
  ack_by: string | null;
  ack_at: Date | null;
  snoozed_until: Date | null;
  call: JSONColumnType<Call | null, string | null, string | null>;
  digested_at: ColumnType<Date | null, undefined, Date | null>;
}

export interface MemberTable {
  incident: BigInt8;
  fingerprint: string;
  starts_at: Date;
  ended_at: Date | null;
  round: number;
  alertname: string;
  priority: string;
  scope: string;
  family: string;
  labels: JSONColumnType<Record<string, string>, string, string>;
  annotations: JSONColumnType<Record<string, string>, string, string>;
}

export interface IntentTable {
  id: ColumnType<string, never, never>;
  key: string;
  incident: MaybeBigInt8;
  kind: string;
  medium: string;
  person: string;
  thread: string;
  rank: number;
  state: Generated<string>;
  due_at: Date;
  created_at: Date;
  finished_at: ColumnType<Date | null, undefined, Date | null>;
  attempts: Generated<number>;
  reason: ColumnType<string | null, undefined, string | null>;
  content: JSONColumnType<Content, string, never>;
  receipt_due_at: ColumnType<Date | null, undefined, Date | null>;
  delivered_at: ColumnType<Date | null, undefined, Date | null>;
  fallback_at: ColumnType<Date | null, undefined, Date | null>;
}

interface AttemptTable {
  intent: BigInt8;
  n: number;
  channel: string;
  started_at: Date;
  finished_at: ColumnType<Date | null, undefined, Date | null>;
  outcome: ColumnType<string | null, undefined, string | null>;
  reason: ColumnType<string | null, undefined, string | null>;
  provider_id: ColumnType<string | null, undefined, string | null>;
  receipt: ColumnType<string | null, undefined, string | null>;
  receipt_code: ColumnType<string | null, undefined, string | null>;
  receipt_at: ColumnType<Date | null, undefined, Date | null>;
}

interface LedgerTable {
  seq: BigInt8;
  at: Date;
  actor: string;
  kind: string;
  incident: MaybeBigInt8;
  payload: JSONColumnType<Record<string, unknown>, string, never>;
  prev: string;
  hash: string;
}

export interface Tables {
  incident: IncidentTable;
  incident_member: MemberTable;
  intent: IntentTable;
  attempt: AttemptTable;
  ledger: LedgerTable;
  ledger_head: { one: Generated<boolean>; seq: BigInt8; hash: string; epoch: BigInt8 };
  wal_cursor: { log: string; seq: BigInt8 };
  flood: { person: string; summary_at: Date };
  incident_comment: { incident: BigInt8; at: Date; person: string; text: string };
  inbound: { channel: string; id: string; person: string | null; at: Date };
  digest_run: { day: ColumnType<Date, string, never>; at: Date };
}

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;
