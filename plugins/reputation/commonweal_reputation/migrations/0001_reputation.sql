-- Reputation, streaks and endorsements (DOMAIN §9).

-- migrate: up

-- What a human has reached. Every change of one human locks this row first.
CREATE TABLE standing (
    human_id uuid PRIMARY KEY,
    score integer NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 100),
    tier text NOT NULL DEFAULT 'newcomer' CHECK (tier IN ('newcomer', 'contributor', 'trusted', 'expert')),
    below_since timestamptz,
    finished_missions integer NOT NULL DEFAULT 0 CHECK (finished_missions >= 0),
    streak_days integer NOT NULL DEFAULT 0 CHECK (streak_days >= 0),
    streak_last_day date,
    streak_forgiven_day date,
    time_zone text NOT NULL DEFAULT 'UTC' CHECK (length(time_zone) BETWEEN 1 AND 64),
    active_at timestamptz NOT NULL DEFAULT now(),
    looked_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((streak_days = 0) OR (streak_last_day IS NOT NULL))
);
COMMENT ON COLUMN standing.below_since IS 'Since when the score is below the bar of the tier.';
COMMENT ON COLUMN standing.active_at IS 'The last mission, review or activity: idle time counts from here.';
COMMENT ON COLUMN standing.looked_at IS 'When the scheduled work last looked at decay, streak and tier.';
CREATE INDEX standing_board ON standing (score DESC, human_id);
CREATE INDEX standing_waiting ON standing (looked_at);

-- Finished missions; given up late, or past the deadline: quality 0.
CREATE TABLE mission_outcome (
    claim_id uuid PRIMARY KEY,
    human_id uuid NOT NULL REFERENCES standing,
    quality double precision NOT NULL CHECK (quality BETWEEN 0 AND 1),
    finished_at timestamptz NOT NULL
);
CREATE INDEX mission_outcome_last ON mission_outcome (human_id, finished_at DESC, claim_id DESC);

CREATE TABLE review_outcome (
    review_id uuid PRIMARY KEY,
    human_id uuid NOT NULL REFERENCES standing,
    agreed boolean NOT NULL,
    decided_at timestamptz NOT NULL
);
CREATE INDEX review_outcome_last ON review_outcome (human_id, decided_at DESC, review_id DESC);

CREATE TABLE endorsement (
    id uuid PRIMARY KEY,
    endorser_id uuid NOT NULL REFERENCES standing,
    endorsed_id uuid NOT NULL REFERENCES standing,
    reason text NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    UNIQUE (endorser_id, endorsed_id),
    CHECK (endorser_id <> endorsed_id)
);
CREATE INDEX endorsement_given ON endorsement (endorser_id, created_at);
CREATE INDEX endorsement_received ON endorsement (endorsed_id, created_at DESC, id DESC);

CREATE TABLE change (
    id uuid PRIMARY KEY,
    human_id uuid NOT NULL REFERENCES standing,
    changed_at timestamptz NOT NULL DEFAULT now(),
    before integer NOT NULL,
    after integer NOT NULL,
    difference integer NOT NULL GENERATED ALWAYS AS (after - before) STORED,
    reason text NOT NULL CHECK (reason IN (
        'mission', 'review', 'activity', 'endorsed', 'endorsement_revoked', 'idle')),
    reference uuid,
    CHECK (before <> after)
);
CREATE INDEX change_of_human ON change (human_id, id DESC);

-- migrate: down

DROP TABLE change, endorsement, review_outcome, mission_outcome, standing;
