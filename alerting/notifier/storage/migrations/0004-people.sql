-- Who has taken an incident, who is called next, and what was told in summaries.
ALTER TABLE incident
  ADD COLUMN ack_by text,
  ADD COLUMN ack_at timestamptz(3),
  ADD COLUMN snoozed_until timestamptz(3),
  ADD COLUMN call jsonb;
COMMENT ON COLUMN incident.call IS 'The next call of the chain and when it is due, unless somebody takes the incident.';

ALTER TABLE intent DROP CONSTRAINT intent_state_check;
ALTER TABLE intent ADD CONSTRAINT intent_state_check CHECK (state IN
  ('pending', 'sending', 'sent', 'rejected', 'given_up', 'skipped', 'cancelled', 'held', 'summarized'));
CREATE INDEX intent_held ON intent (person, id) WHERE state = 'held';
CREATE INDEX intent_recent ON intent (created_at) WHERE kind IN ('opened', 'again');

CREATE TABLE flood (
  person text PRIMARY KEY,
  summary_at timestamptz(3) NOT NULL
);
COMMENT ON TABLE flood IS 'Persons who get summaries in place of single messages, and when the next one is due.';

CREATE TABLE incident_comment (
  incident bigint NOT NULL REFERENCES incident ON DELETE CASCADE,
  at timestamptz(3) NOT NULL,
  person text NOT NULL,
  text text NOT NULL
);
CREATE INDEX incident_comment_of ON incident_comment (incident, at);
CREATE INDEX intent_person_sms ON intent (person, created_at) WHERE medium = 'sms';
