-- The missions of a circle: proposed, adopted, and claimed together (DOMAIN §12).

-- migrate: up

CREATE TABLE proposal (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    mission_id uuid NOT NULL,
    proposed_by uuid NOT NULL,
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
    state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'adopted', 'declined', 'withdrawn', 'done')),
    votes integer NOT NULL DEFAULT 0 CHECK (votes >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    adopted_at timestamptz,
    decided_by uuid,  -- a moderator; none when votes decided
    UNIQUE (circle_id, mission_id),
    CHECK (adopted_at IS NOT NULL OR state NOT IN ('adopted', 'done'))
);

CREATE INDEX proposal_board ON proposal (circle_id, state, created_at DESC, id DESC);
CREATE INDEX proposal_mission ON proposal (mission_id) WHERE state IN ('adopted', 'done');

CREATE TABLE vote (
    proposal_id uuid NOT NULL REFERENCES proposal,
    account_id uuid NOT NULL,
    voted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (proposal_id, account_id)
);

CREATE TABLE party (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    mission_id uuid NOT NULL,
    started_by uuid NOT NULL,
    state text NOT NULL DEFAULT 'gathering' CHECK (state IN ('gathering', 'claimed', 'cancelled')),
    created_at timestamptz NOT NULL DEFAULT now(),
    claimed_at timestamptz
);

CREATE INDEX party_mission ON party (circle_id, mission_id, state);

CREATE TABLE buddy (
    party_id uuid NOT NULL REFERENCES party,
    human_id uuid NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    claim_id uuid,
    PRIMARY KEY (party_id, human_id)
);

-- migrate: down

DROP TABLE buddy;
DROP TABLE party;
DROP TABLE vote;
DROP TABLE proposal;
