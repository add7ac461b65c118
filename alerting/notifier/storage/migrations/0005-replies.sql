-- SMS that came in: a gateway may bring the same one twice. Neither number nor text is kept.
CREATE TABLE inbound (
  channel text NOT NULL,
  id text NOT NULL,
  person text,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (channel, id)
);
