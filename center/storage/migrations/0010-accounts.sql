-- People who sign in. One role an account: the administrators exclude each other by that.
CREATE TABLE account (
  login text PRIMARY KEY CHECK (login ~ '^[a-z][a-z0-9._-]{1,31}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  role text NOT NULL CHECK (role IN
    ('system_admin', 'security_admin', 'audit_admin', 'operator', 'approver', 'viewer', 'hospital_viewer')),
  districts text[] NOT NULL DEFAULT '{}',
  hospital text,
  password_hash text NOT NULL,
  totp_sealed bytea NOT NULL,
  -- A code opens once.
  totp_last_step bigint NOT NULL DEFAULT 0,
  failures integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((role = 'operator') = (cardinality(districts) > 0)),
  CHECK ((role = 'hospital_viewer') = (hospital IS NOT NULL))
);

-- Only a hash of the cookie: whoever reads the table cannot use it.
CREATE TABLE login_session (
  token_hash bytea PRIMARY KEY,
  login text NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  address text NOT NULL
);
CREATE INDEX login_session_by_login ON login_session (login, created_at);

CREATE TABLE sign_in_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  -- As typed, cut: it may be of nobody.
  login text NOT NULL CHECK (length(login) <= 64),
  what text NOT NULL CHECK (what IN
    ('signed_in', 'refused', 'locked', 'signed_out', 'created', 'disabled', 'reset')),
  address text NOT NULL
);
