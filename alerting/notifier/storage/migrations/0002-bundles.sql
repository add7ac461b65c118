-- One incident may speak for the same alarm at many hospitals; it stands beside the other incidents of its area.
ALTER TABLE incident ADD COLUMN place_alert text NOT NULL DEFAULT '';
COMMENT ON COLUMN incident.place_alert IS 'The alert that the hospitals share, where one incident speaks for many; else empty.';
DROP INDEX incident_live;
CREATE UNIQUE INDEX incident_live ON incident (class, place_kind, place_code, place_alert)
  WHERE phase <> 'closed';
