-- What the far end said later about a message that it had accepted, and whether somebody else was tried instead.
ALTER TABLE attempt
  ADD COLUMN receipt text CHECK (receipt IN ('delivered', 'failed')),
  ADD COLUMN receipt_code text,
  ADD COLUMN receipt_at timestamptz(3);
CREATE INDEX attempt_provider ON attempt (channel, provider_id) WHERE provider_id IS NOT NULL;

ALTER TABLE intent
  ADD COLUMN receipt_due_at timestamptz(3),
  ADD COLUMN delivered_at timestamptz(3),
  ADD COLUMN fallback_at timestamptz(3);
COMMENT ON COLUMN intent.receipt_due_at IS 'Accepted, and not delivered by then means: try the next way.';
COMMENT ON COLUMN intent.fallback_at IS 'When another way or person was tried because this one did not get through.';
ALTER TABLE intent DROP CONSTRAINT intent_state_check;
ALTER TABLE intent ADD CONSTRAINT intent_state_check CHECK (state IN ('pending', 'sending', 'sent', 'rejected',
  'given_up', 'skipped', 'cancelled', 'held', 'summarized', 'undelivered'));
CREATE INDEX intent_receipt ON intent (receipt_due_at) WHERE receipt_due_at IS NOT NULL;

UPDATE intent SET fallback_at = created_at WHERE state IN ('rejected', 'given_up');
CREATE INDEX intent_unreached ON intent (id)
  WHERE fallback_at IS NULL AND state IN ('rejected', 'given_up', 'undelivered');
