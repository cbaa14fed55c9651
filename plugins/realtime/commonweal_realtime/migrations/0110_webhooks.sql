-- Webhooks: addresses of servers that are told what happens in topics, and what became of each telling.

-- migrate: up

CREATE TABLE webhook (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    scopes text[],  -- of the key that made it; null: all that the roles of the owner allow
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    name text NOT NULL DEFAULT '' CHECK (length(name) <= 100),
    made_at timestamptz NOT NULL DEFAULT now(),
    failing_since timestamptz,  -- set at the first failure, cleared at the next success
    off_at timestamptz,
    off_reason text CHECK (off_reason IN ('owner', 'gone', 'failing', 'account')),
    CHECK ((off_at IS NULL) = (off_reason IS NULL))
);
CREATE INDEX webhook_owner ON webhook (owner_id, id);

-- What is signed with is derived from these ids, and kept nowhere.
CREATE TABLE webhook_secret (
    id uuid PRIMARY KEY,
    webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    made_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz  -- set once a newer one was made
);
CREATE UNIQUE INDEX webhook_secret_present ON webhook_secret (webhook_id) WHERE ends_at IS NULL;
CREATE INDEX webhook_secret_of ON webhook_secret (webhook_id, made_at);

CREATE TABLE webhook_topic (
    webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    topic text NOT NULL CHECK (length(topic) <= 200),  -- empty: the place of tests
    since bigint NOT NULL,  -- what this transaction and later ones emitted is told
    rests_until timestamptz NOT NULL DEFAULT now(),  -- after a failure; whatever comes later in the topic waits too
    ended_at timestamptz,
    ended_reason text CHECK (ended_reason IN ('revoked', 'unavailable')),
    PRIMARY KEY (webhook_id, topic)
);
CREATE INDEX webhook_topic_followed ON webhook_topic (topic text_pattern_ops) WHERE ended_at IS NULL;

CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    topic text NOT NULL,
    event text NOT NULL,
    event_id uuid,  -- null for a test
    transaction bigint NOT NULL DEFAULT 0,
    sequence bigint NOT NULL DEFAULT 0,
    number integer NOT NULL DEFAULT 0,  -- of the frame among those of one event
    body text NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts smallint NOT NULL DEFAULT 0,  -- since it began to wait
    made_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (webhook_id, topic, event_id, event);
CREATE INDEX webhook_delivery_placed ON webhook_delivery (webhook_id, topic, transaction, sequence);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, topic, transaction, sequence, number)
    WHERE state = 'waiting';
CREATE INDEX webhook_delivery_listed ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_old ON webhook_delivery (made_at);

CREATE TABLE webhook_attempt (
    delivery_id uuid NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
    number smallint NOT NULL,
    began_at timestamptz NOT NULL,
    milliseconds integer NOT NULL CHECK (milliseconds >= 0),
    status smallint,
    problem text CHECK (problem IN ('address', 'private', 'redirect', 'too_long', 'late', 'unreachable')),
    answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 1000),
    PRIMARY KEY (delivery_id, number),
    CHECK ((status IS NULL) <> (problem IS NULL))
);

-- How far the log was told; locked by whoever tells.
CREATE TABLE webhook_cursor (
    sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
    transaction bigint NOT NULL,
    sequence bigint NOT NULL
);
INSERT INTO webhook_cursor (transaction, sequence)
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 0;

-- Who delivers at the moment, for the whole deployment.
CREATE TABLE webhook_courier (
    sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
    holder uuid,
    held_until timestamptz NOT NULL DEFAULT now()
);
INSERT INTO webhook_courier DEFAULT VALUES;

-- migrate: down

DROP TABLE webhook_courier, webhook_cursor, webhook_attempt, webhook_delivery, webhook_topic, webhook_secret, webhook;
