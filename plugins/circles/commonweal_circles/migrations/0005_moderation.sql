-- How circles keep order: reports, what moderators did, and appeals (DOMAIN §12).

-- migrate: up

CREATE TABLE report (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    post_id uuid NOT NULL REFERENCES post,
    reporter_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('spam', 'off_topic', 'insult', 'privacy', 'harmful', 'other')),
    text text NOT NULL DEFAULT '' CHECK (length(text) <= 1000),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'upheld', 'dismissed')),
    created_at timestamptz NOT NULL DEFAULT now(),
    handled_by uuid,
    handled_at timestamptz,
    UNIQUE (post_id, reporter_id),
    CHECK ((state = 'open') = (handled_at IS NULL))
);

CREATE INDEX report_open ON report (circle_id, created_at) WHERE state = 'open';

CREATE TABLE act (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    act text NOT NULL,  -- a code such as hidden, banned, role_given
    actor_id uuid,  -- none: the system
    subject_id uuid,  -- the account it was done to
    post_id uuid,
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
    details jsonb NOT NULL DEFAULT '{}',  -- codes and numbers
    seen_by text NOT NULL CHECK (seen_by IN ('readers', 'members', 'moderators')),  -- the subject sees it anyway
    at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX act_newest ON act (circle_id, at DESC, id DESC);

CREATE TABLE appeal (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    account_id uuid NOT NULL,
    about text NOT NULL CHECK (about IN ('ban', 'post')),
    post_id uuid REFERENCES post,
    text text NOT NULL CHECK (length(text) BETWEEN 10 AND 2000),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'granted', 'declined')),
    answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 1000),
    created_at timestamptz NOT NULL DEFAULT now(),
    decided_by uuid,
    decided_at timestamptz,
    CHECK ((about = 'post') = (post_id IS NOT NULL)),
    CHECK ((state = 'open') = (decided_at IS NULL))
);

CREATE UNIQUE INDEX appeal_open ON appeal (circle_id, account_id, about, coalesce(post_id, circle_id))
    WHERE state = 'open';

-- migrate: down

DROP TABLE appeal;
DROP TABLE act;
DROP TABLE report;
