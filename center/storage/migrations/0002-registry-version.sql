-- Tells readers whether the registry is still the one they know, whoever changed it. A random token
-- and no counter, because a restored database would count through the same numbers again.

CREATE TABLE registry_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  token uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO registry_version DEFAULT VALUES;

CREATE FUNCTION renew_registry_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE registry_version SET token = gen_random_uuid();
  RETURN NULL;
END $$;

CREATE TRIGGER district_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON district
  EXECUTE FUNCTION renew_registry_version();
CREATE TRIGGER hospital_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON hospital
  EXECUTE FUNCTION renew_registry_version();
CREATE TRIGGER server_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON server
  EXECUTE FUNCTION renew_registry_version();
