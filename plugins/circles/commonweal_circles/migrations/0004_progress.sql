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
CREATE INDEX outcome_human ON outcome (circle_id, human_id, verified_at) INCLUDE (earned_minor);
CREATE INDEX outcome_domain ON outcome (circle_id, domain, verified_at);

-- What outcomes add up to is kept beside them, so that no page adds up rows: the whole, each domain, each week.
CREATE TABLE achievement (
    circle_id uuid PRIMARY KEY REFERENCES circle,
    minutes bigint NOT NULL DEFAULT 0 CHECK (minutes >= 0),
    earned_minor bigint NOT NULL DEFAULT 0 CHECK (earned_minor >= 0),
    people integer NOT NULL DEFAULT 0 CHECK (people >= 0),  -- active members with a weight
    weights bigint NOT NULL DEFAULT 0 CHECK (weights >= 0),  -- theirs, together
    points bigint NOT NULL DEFAULT 0 CHECK (points >= 0)  -- their reputations, each as often as it weighs
);

CREATE TABLE domain_tally (
    circle_id uuid NOT NULL REFERENCES circle,
    domain text NOT NULL,
    missions integer NOT NULL CHECK (missions >= 0),
    PRIMARY KEY (circle_id, domain)
);

CREATE TABLE week_tally (
    circle_id uuid NOT NULL REFERENCES circle,
    week date NOT NULL,  -- its Monday, in UTC
    missions integer NOT NULL CHECK (missions >= 0),
    PRIMARY KEY (circle_id, week)
);

-- What one person did in a circle, and how much their reputation weighs in it: nothing once they left.
CREATE TABLE contribution (
    circle_id uuid NOT NULL REFERENCES circle,
    human_id uuid NOT NULL,
    missions integer NOT NULL CHECK (missions >= 0),
    earned_minor bigint NOT NULL CHECK (earned_minor >= 0),
    month_missions integer NOT NULL DEFAULT 0 CHECK (month_missions >= 0),  -- of the last 30 days
    month_minor bigint NOT NULL DEFAULT 0 CHECK (month_minor >= 0),
    month_since timestamptz,  -- the oldest of these, which is the first to leave them
    score smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
    weight integer NOT NULL CHECK (weight >= 0),
    PRIMARY KEY (circle_id, human_id)
);

CREATE INDEX contribution_board ON contribution (circle_id, missions DESC, earned_minor DESC, human_id)
    WHERE missions > 0 AND weight > 0;
CREATE INDEX contribution_month ON contribution (circle_id, month_missions DESC, month_minor DESC, human_id)
    WHERE month_missions > 0 AND weight > 0;
CREATE INDEX contribution_aging ON contribution (month_since) WHERE month_since IS NOT NULL;

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
    ended_at timestamptz,  -- when it was told that the time of a challenge is over
    CHECK ((kind = 'challenge') = (ends_at IS NOT NULL)),
    CHECK (ends_at > starts_at)
);

CREATE INDEX milestone_circle ON milestone (circle_id, created_at DESC, id DESC);
CREATE INDEX milestone_open ON milestone (circle_id) WHERE reached_at IS NULL AND dropped_at IS NULL;
CREATE INDEX milestone_ending ON milestone (ends_at)
    WHERE reached_at IS NULL AND dropped_at IS NULL AND ended_at IS NULL;

CREATE TABLE gratitude (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL CHECK (to_id <> from_id),
    day date NOT NULL,  -- in UTC
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500 OR deleted_at IS NOT NULL),
    locale text NOT NULL CHECK (locale IN ('en', 'es', 'zh-Hans')),
    review_status text NOT NULL CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    deleted_at timestamptz,  -- keeps its place for the day, without words
    UNIQUE (circle_id, from_id, to_id, day)
);

CREATE INDEX gratitude_newest ON gratitude (circle_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;

-- migrate: down

DROP TABLE gratitude;
DROP TABLE milestone;
DROP TABLE contribution;
DROP TABLE week_tally;
DROP TABLE domain_tally;
DROP TABLE achievement;
DROP TABLE outcome;
