-- What waits is looked at every few seconds, and the messages of an incident whenever it comes back.
CREATE INDEX intent_unfinished ON intent (id) WHERE state IN ('pending', 'sending');
CREATE INDEX intent_incident ON intent (incident) WHERE incident IS NOT NULL;
