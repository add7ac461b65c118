-- Which districts, hospitals and servers exist, and who changed that when.
-- Codes compare by code point ("C"), whatever the collation of the database; names are ordered with ICU in the query.

CREATE TABLE district (
  adcode text COLLATE "C" PRIMARY KEY CHECK (adcode ~ '^[0-9]{6}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 32),
  tile_col smallint NOT NULL CHECK (tile_col BETWEEN 0 AND 99),
  tile_row smallint NOT NULL CHECK (tile_row BETWEEN 0 AND 99),
  UNIQUE (tile_col, tile_row) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE hospital (
  code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[0-9A-Z]{8}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  short_name text NOT NULL CHECK (length(short_name) BETWEEN 1 AND 12),
  level text COLLATE "C" NOT NULL CHECK (level IN ('3', '2', '1', '0')),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('hospital', 'community', 'clinic')),
  district text COLLATE "C" NOT NULL REFERENCES district DEFERRABLE INITIALLY DEFERRED,
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 128),
  open_hours text COLLATE "C" NOT NULL CHECK (length(open_hours) BETWEEN 3 AND 256),
  it_staff boolean NOT NULL,
  gateway text COLLATE "C" NOT NULL CHECK (gateway::inet IS NOT NULL),
  backup_gateway text COLLATE "C",
  state text COLLATE "C" NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired')),
  CHECK (backup_gateway IS NULL OR (backup_gateway::inet IS NOT NULL AND backup_gateway <> gateway))
);
CREATE INDEX hospital_district ON hospital (district);

-- Deferred, so that one import may swap the addresses or the roles of two servers; only active servers hold both.
CREATE TABLE server (
  id text COLLATE "C" PRIMARY KEY CHECK (id ~ '^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$'),
  hospital text COLLATE "C" NOT NULL REFERENCES hospital DEFERRABLE INITIALLY DEFERRED,
  role text COLLATE "C" NOT NULL CHECK (role IN ('single', 'primary', 'standby')),
  hostname text NOT NULL CHECK (length(hostname) BETWEEN 1 AND 64),
  address text COLLATE "C" NOT NULL CHECK (address::inet IS NOT NULL),
  port integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
  os text NOT NULL CHECK (length(os) BETWEEN 1 AND 64),
  arch text COLLATE "C" NOT NULL CHECK (arch IN ('x64', 'arm64', 'loong64', 'x86')),
  scrape text COLLATE "C" NOT NULL CHECK (scrape IN ('pull', 'push')),
  asset_no text NOT NULL CHECK (length(asset_no) BETWEEN 1 AND 64),
  state text COLLATE "C" NOT NULL DEFAULT 'active' CHECK (state IN ('pending', 'active', 'retired')),
  CONSTRAINT server_address EXCLUDE USING btree (address WITH =, port WITH =)
    WHERE (state = 'active') DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT server_role EXCLUDE USING btree (hospital WITH =, role WITH =)
    WHERE (state = 'active') DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE import_run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('applied', 'unchanged', 'refused')),
  files jsonb NOT NULL,
  counts jsonb NOT NULL,
  mistakes jsonb NOT NULL
);

CREATE TABLE registry_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  import_run bigint REFERENCES import_run,
  object text COLLATE "C" NOT NULL CHECK (object IN ('district', 'hospital', 'server')),
  key text COLLATE "C" NOT NULL,
  action text COLLATE "C" NOT NULL CHECK (action IN ('added', 'changed')),
  before jsonb,
  after jsonb NOT NULL,
  CHECK ((action = 'added') = (before IS NULL))
);
CREATE INDEX registry_event_object ON registry_event (object, key, at);
CREATE INDEX registry_event_at ON registry_event USING brin (at);
