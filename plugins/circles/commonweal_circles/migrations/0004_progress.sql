-- What a circle has achieved, aims at, and thanks for (DOMAIN §12).

-- migrate: up

CREATE TABLE outcome (
    circle_id uuid NOT NULL REFERENCES circle,
    claim_id uuid NOT NULL,  -- verified, of a member, on a mission the circle adopted
    mission_id uuid NOT NULL,
    human_id uuid NOT NULL,
    domain text NOT NULL,
    minutes integer NOT NULL CHECK (minutes >= 0),
    earned_minor bigint NOT NULL DEFAULT 0 CHECK (earned_minor >= 0),
    verified_at timestamptz NOT NULL,
    PRIMARY KEY (circle_id, claim_id)
);

CREATE INDEX outcome_claim ON outcome (claim_id);
CREATE INDEX outcome_when ON outcome (circle_id, verified_at);
CREATE INDEX outcome_human ON outcome (circle_id, human_id);

CREATE TABLE milestone (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    kind text NOT NULL CHECK (kind IN ('milestone', 'challenge')),  -- a challenge has an end
    title text NOT NULL CHECK (length(title) BETWEEN 3 AND 200),
    metric text NOT NULL CHECK (metric IN ('missions', 'minutes', 'tokens', 'people', 'domains')),
    target bigint NOT NULL CHECK (target > 0),
    progress bigint NOT NULL DEFAULT 0 CHECK (progress >= 0),
    set_by uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    reached_at timestamptz,
    dropped_at timestamptz,
    CHECK ((kind = 'challenge') = (ends_at IS NOT NULL)),
    CHECK (ends_at > starts_at)
);

CREATE INDEX milestone_circle ON milestone (circle_id, created_at DESC);

CREATE TABLE gratitude (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL CHECK (to_id <> from_id),
    day date NOT NULL,  -- in UTC
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
    locale text NOT NULL CHECK (locale IN ('en', 'es', 'zh-Hans')),
    review_status text NOT NULL CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (circle_id, from_id, to_id, day)
);

CREATE INDEX gratitude_newest ON gratitude (circle_id, created_at DESC, id DESC);

-- migrate: down

DROP TABLE gratitude;
DROP TABLE milestone;
DROP TABLE outcome;
