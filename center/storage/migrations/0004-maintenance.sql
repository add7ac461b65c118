-- Announced work: one span, or one that returns by a rule. Times are local (Asia/Shanghai) as people wrote them; the
-- two instants are for looking up. Windows are cancelled, never deleted.

CREATE TABLE maintenance_window (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope text COLLATE "C" NOT NULL CHECK (scope IN ('district', 'hospital', 'server')),
  subject text COLLATE "C" NOT NULL CHECK (length(subject) BETWEEN 1 AND 64),
  starts text COLLATE "C" NOT NULL CHECK (starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 720),
  rrule text COLLATE "C" CHECK (length(rrule) <= 200),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  approver text NOT NULL CHECK (length(approver) BETWEEN 1 AND 64),
  actor text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  first_at timestamptz NOT NULL,
  last_end_at timestamptz NOT NULL CHECK (last_end_at > first_at),
  cancelled_at timestamptz,
  cancelled_by text
);
CREATE INDEX maintenance_window_end ON maintenance_window (last_end_at);

CREATE TRIGGER maintenance_window_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON maintenance_window
  EXECUTE FUNCTION renew_registry_version();
