-- Incidents, messages and the ledger of the notifier. Times are the notifier's clock, never the database's.

CREATE TABLE wal_cursor (
  log uuid PRIMARY KEY,
  seq bigint NOT NULL CHECK (seq >= 0)
);
COMMENT ON TABLE wal_cursor IS 'Last record of each write-ahead log that these tables contain.';

CREATE SEQUENCE incident_id AS bigint;

CREATE TABLE incident (
  id bigint PRIMARY KEY,
  ticket text NOT NULL,
  class text NOT NULL,
  place_kind text NOT NULL,
  place_code text NOT NULL,
  district text,
  phase text NOT NULL CHECK (phase IN ('open', 'resolved', 'closed')),
  round integer NOT NULL,
  priority text NOT NULL,
  told_priority text,
  told jsonb NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  resolved_at timestamptz(3),
  closed_at timestamptz(3),
  explained_by bigint,
  release_at timestamptz(3),
  digested_at timestamptz(3)
);
CREATE UNIQUE INDEX incident_live ON incident (class, place_kind, place_code) WHERE phase <> 'closed';
CREATE INDEX incident_digest ON incident (id) WHERE digested_at IS NULL;

CREATE TABLE incident_member (
  incident bigint NOT NULL REFERENCES incident ON DELETE CASCADE,
  fingerprint text NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  round integer NOT NULL,
  alertname text NOT NULL,
  priority text NOT NULL,
  scope text NOT NULL,
  family text NOT NULL,
  labels jsonb NOT NULL,
  annotations jsonb NOT NULL,
  PRIMARY KEY (incident, fingerprint, starts_at)
);

CREATE TABLE intent (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  incident bigint REFERENCES incident ON DELETE CASCADE,
  kind text NOT NULL,
  medium text NOT NULL,
  person text NOT NULL,
  thread text NOT NULL,
  rank smallint NOT NULL,
  state text NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'sending', 'sent', 'rejected', 'given_up', 'skipped', 'cancelled')),
  due_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  attempts integer NOT NULL DEFAULT 0,
  reason text,
  content jsonb NOT NULL
);
COMMENT ON COLUMN intent.key IS 'The same wish twice is one wish.';
COMMENT ON COLUMN intent.thread IS 'Messages of a thread (incident, medium, person) leave in their order.';
CREATE INDEX intent_waiting ON intent (medium, rank, id) WHERE state = 'pending';
CREATE INDEX intent_thread ON intent (thread, id);

CREATE TABLE attempt (
  intent bigint NOT NULL REFERENCES intent ON DELETE CASCADE,
  n integer NOT NULL,
  channel text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  outcome text CHECK (outcome IN ('sent', 'retry', 'rejected', 'unknown')),
  reason text,
  provider_id text,
  PRIMARY KEY (intent, n)
);
COMMENT ON COLUMN attempt.outcome IS 'unknown: the program ended between the attempt and its answer.';

CREATE TABLE digest_run (
  day date PRIMARY KEY,
  at timestamptz(3) NOT NULL
);

CREATE TABLE ledger (
  seq bigint PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  actor text NOT NULL,
  kind text NOT NULL,
  incident bigint,
  payload json NOT NULL,
  prev text NOT NULL CHECK (prev ~ '^[0-9a-f]{64}$'),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE ledger IS 'Append-only, each record hashed with the one before it (protocol/chain.ts).';
COMMENT ON COLUMN ledger.payload IS 'json and not jsonb, which would change how numbers are written.';
CREATE INDEX ledger_incident ON ledger (incident, seq) WHERE incident IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL,
  hash text NOT NULL,
  epoch bigint NOT NULL
);
COMMENT ON COLUMN ledger_head.epoch IS 'Counts starts of the notifier; a process of an older epoch may not write any more.';
INSERT INTO ledger_head (seq, hash, epoch) VALUES (0, repeat('0', 64), 0);
