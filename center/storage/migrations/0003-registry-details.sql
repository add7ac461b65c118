-- Lines, calendars, asset fields and contacts; things may leave the registry and come back.

ALTER TABLE hospital
  ADD COLUMN national_code text COLLATE "C" NOT NULL DEFAULT '' CHECK (national_code ~ '^(H[0-9]{11})?$'),
  ADD COLUMN calendar text COLLATE "C" NOT NULL DEFAULT 'cn' CHECK (calendar IN ('cn', 'none')),
  ADD COLUMN line_isp text NOT NULL DEFAULT '' CHECK (length(line_isp) <= 32),
  ADD COLUMN line_mbps integer CHECK (line_mbps BETWEEN 1 AND 100000),
  ADD COLUMN backup_isp text NOT NULL DEFAULT '' CHECK (length(backup_isp) <= 32),
  ADD COLUMN backup_mbps integer CHECK (backup_mbps BETWEEN 1 AND 100000);

-- Days are text: they are compared and shown, never counted with, and no driver moves them by a time zone.
ALTER TABLE server
  ADD COLUMN owner text NOT NULL DEFAULT '' CHECK (length(owner) <= 64),
  ADD COLUMN model text NOT NULL DEFAULT '' CHECK (length(model) <= 64),
  ADD COLUMN serial_no text NOT NULL DEFAULT '' CHECK (length(serial_no) <= 64),
  ADD COLUMN supplier text NOT NULL DEFAULT '' CHECK (length(supplier) <= 64),
  ADD COLUMN purchased text COLLATE "C" CHECK (purchased IS NULL OR purchased::date IS NOT NULL),
  ADD COLUMN warranty_until text COLLATE "C" CHECK (warranty_until IS NULL OR warranty_until::date IS NOT NULL);

-- People: the number is sealed (AES-256-GCM) with a key outside the database, and only its mask stands in events.
CREATE TABLE hospital_contact (
  hospital text COLLATE "C" NOT NULL REFERENCES hospital DEFERRABLE INITIALLY DEFERRED,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('liaison', 'it', 'engineer')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 32),
  mobile_sealed bytea NOT NULL CHECK (length(mobile_sealed) <= 128),
  PRIMARY KEY (hospital, kind, name)
);

ALTER TABLE registry_event
  DROP CONSTRAINT registry_event_object_check,
  DROP CONSTRAINT registry_event_action_check,
  DROP CONSTRAINT registry_event_check,
  ALTER COLUMN after DROP NOT NULL,
  ADD CONSTRAINT registry_event_object_check
    CHECK (object IN ('district', 'hospital', 'server', 'contact', 'maintenance')),
  ADD CONSTRAINT registry_event_action_check
    CHECK (action IN ('added', 'changed', 'retired', 'restored', 'removed')),
  ADD CONSTRAINT registry_event_before_check CHECK ((action = 'added') = (before IS NULL)),
  ADD CONSTRAINT registry_event_after_check CHECK ((action IN ('retired', 'removed')) = (after IS NULL));
