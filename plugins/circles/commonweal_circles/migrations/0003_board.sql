-- The missions of a circle: proposed, adopted, and claimed together (DOMAIN §12).

-- migrate: up

CREATE TABLE proposal (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    mission_id uuid NOT NULL,
    proposed_by uuid NOT NULL,
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
    locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'es', 'zh-Hans')),
    review_status text NOT NULL DEFAULT 'approved' CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'adopted', 'declined', 'withdrawn', 'done')),
    created_at timestamptz NOT NULL DEFAULT now(),
    adopted_at timestamptz,
    ended_at timestamptz,
    decided_by uuid,  -- a moderator, or the proposer who withdrew; none when votes or time decided
    answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 1000),
    UNIQUE (circle_id, mission_id),
    CHECK (adopted_at IS NOT NULL OR state NOT IN ('adopted', 'done')),
    CHECK (ended_at IS NULL OR state IN ('declined', 'withdrawn', 'done'))
);
COMMENT ON COLUMN proposal.review_status IS 'Of the reason: while review has not approved it, only its author and moderators read it.';
COMMENT ON COLUMN proposal.answer IS 'Why a moderator declined.';

CREATE INDEX proposal_board ON proposal (circle_id, state, created_at DESC, id DESC);
CREATE INDEX proposal_mission ON proposal (mission_id);

-- It counts while who gave it is an active member: so nowhere is a sum of them kept.
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
    claimed_at timestamptz,
    CHECK (claimed_at IS NOT NULL OR state <> 'claimed')
);

CREATE INDEX party_mission ON party (circle_id, mission_id, state);
CREATE INDEX party_gathering ON party (mission_id) WHERE state = 'gathering';

-- Who joined agrees, for 48 hours, that whoever started the party claims a slot for them.
CREATE TABLE buddy (
    party_id uuid NOT NULL REFERENCES party,
    human_id uuid NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    acknowledged boolean NOT NULL DEFAULT false,
    claim_id uuid,
    PRIMARY KEY (party_id, human_id)
);

-- migrate: down

DROP TABLE buddy;
DROP TABLE party;
DROP TABLE vote;
DROP TABLE proposal;
