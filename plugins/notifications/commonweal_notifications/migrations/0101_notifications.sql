-- What was decided for whom, and what each account wants to hear of (DOMAIN §15).

-- migrate: up

-- One row for each recipient, event, kind and channel, for what is skipped too. It holds ids and codes only:
-- words are looked up when it is shown or sent. Channel in_app is the inbox of people, agent that of agents.
CREATE TABLE delivery (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (length(kind) BETWEEN 3 AND 100),
    event_id uuid NOT NULL,
    recipient uuid NOT NULL,
    channel text NOT NULL CHECK (channel IN ('in_app', 'email', 'agent')),
    state text NOT NULL CHECK (state IN (
        'delivered', 'skipped', 'queued', 'held', 'digest', 'handing', 'sent', 'unknown', 'failed')),
    reason text NOT NULL DEFAULT '' CHECK (reason ~ '^[a-z0-9_]{0,60}$'),
    about text NOT NULL CHECK (length(about) <= 200),
    group_key text NOT NULL DEFAULT '' CHECK (length(group_key) <= 200),
    data jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz,
    sent_at timestamptz,
    message_id text,
    attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    read_at timestamptz,
    archived_at timestamptz,
    lease_id uuid,
    leased_until timestamptz,
    CONSTRAINT delivery_once UNIQUE (recipient, event_id, kind, channel),
    CHECK (state <> 'skipped' OR reason <> ''),
    CHECK (state NOT IN ('queued', 'held', 'digest') OR due_at IS NOT NULL),
    CHECK (channel = 'email' OR state IN ('delivered', 'skipped')),
    CHECK (channel <> 'email' OR state <> 'delivered')
);
COMMENT ON COLUMN delivery.due_at IS 'From when on mail goes out: at once, after quiet hours, with the next digest.';
COMMENT ON COLUMN delivery.read_at IS 'Of an agent''s: when it was acknowledged.';
CREATE INDEX delivery_newest ON delivery (recipient, id DESC);
CREATE INDEX delivery_unread ON delivery (recipient, kind, group_key, id)
    WHERE state = 'delivered' AND read_at IS NULL AND archived_at IS NULL;
CREATE INDEX delivery_due ON delivery (due_at, recipient) WHERE state IN ('queued', 'held', 'digest');
CREATE INDEX delivery_handing ON delivery (id) WHERE state = 'handing';
CREATE INDEX delivery_created ON delivery (created_at);

-- The notices of an event with very many recipients, until a page of them is decided.
CREATE TABLE waiting (
    kind text NOT NULL,
    event_id uuid NOT NULL,
    number integer NOT NULL,
    recipient uuid NOT NULL,
    about text NOT NULL,
    group_key text NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (event_id, kind, number)
);

CREATE TABLE preference (
    account uuid NOT NULL,
    kind text NOT NULL CHECK (length(kind) BETWEEN 3 AND 100),
    channel text NOT NULL CHECK (channel IN ('in_app', 'email', 'agent')),
    choice text NOT NULL CHECK (choice IN ('now', 'digest', 'never')),
    PRIMARY KEY (account, kind, channel),
    CHECK (channel = 'email' OR choice <> 'digest')
);

-- What holds for all kinds. Time zone and language are those of the account, which identity keeps.
CREATE TABLE person (
    account uuid PRIMARY KEY,
    quiet_from time NOT NULL DEFAULT '22:00',
    quiet_to time NOT NULL DEFAULT '08:00',
    digest text NOT NULL DEFAULT 'daily' CHECK (digest IN ('daily', 'weekly', 'none')),
    digest_hour smallint NOT NULL DEFAULT 8 CHECK (digest_hour BETWEEN 0 AND 23),
    near_km smallint CHECK (near_km BETWEEN 1 AND 50),
    near_domains text[] NOT NULL DEFAULT '{}' CHECK (cardinality(near_domains) <= 15)
);
COMMENT ON TABLE person IS 'Quiet hours that begin and end at the same time are none.';
COMMENT ON COLUMN person.near_km IS 'How near a new mission must be to be told of; null: not asked for.';
COMMENT ON COLUMN person.near_domains IS 'The domains of new missions to be told of; none: all.';
CREATE INDEX person_near ON person (account) WHERE near_km IS NOT NULL;

CREATE TABLE mute (
    account uuid NOT NULL,
    about text NOT NULL CHECK (length(about) BETWEEN 1 AND 200),
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account, about)
);

-- Addresses that nothing is sent to: all mail after a hard bounce, bulk mail after a complaint.
CREATE TABLE suppression (
    address_key text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('all', 'bulk')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 60),
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (address_key, scope)
);

-- Which digests were composed: one for each account and period, such as daily:2026-11-29.
CREATE TABLE digest (
    account uuid NOT NULL,
    period text NOT NULL CHECK (period ~ '^(daily|weekly):[0-9W-]{8,10}$'),
    composed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account, period)
);
CREATE INDEX digest_old ON digest (composed_at);

-- migrate: down

DROP TABLE digest, suppression, mute, person, preference, waiting, delivery;
