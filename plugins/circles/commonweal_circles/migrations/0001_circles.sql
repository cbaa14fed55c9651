-- Circles, who belongs to them, and invitations (DOMAIN §12).

-- migrate: up

CREATE TABLE circle (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 3 AND 200),
    description text NOT NULL CHECK (length(description) BETWEEN 20 AND 5000),
    domain text,
    topic text NOT NULL DEFAULT '' CHECK (length(topic) <= 100),
    visibility text NOT NULL CHECK (visibility IN ('public', 'private')),
    joining text NOT NULL CHECK (joining IN ('open', 'request', 'invitation')),
    place_name text NOT NULL DEFAULT '' CHECK (length(place_name) <= 200),
    west double precision CHECK (west BETWEEN -180 AND 180),  -- a box with west > east crosses 180 degrees
    south double precision CHECK (south BETWEEN -90 AND 90),
    east double precision CHECK (east BETWEEN -180 AND 180),
    north double precision CHECK (north BETWEEN -90 AND 90),
    welcome text NOT NULL DEFAULT '' CHECK (length(welcome) <= 2000),
    locale text NOT NULL CHECK (locale IN ('en', 'es', 'zh-Hans')),
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived')),
    review_status text NOT NULL CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    opener_id uuid NOT NULL,  -- a human
    organisation_id uuid,  -- that the human opened it for; its pool paid
    fee_id uuid NOT NULL UNIQUE,  -- the posting of the fee
    fee_minor integer NOT NULL CHECK (fee_minor > 0),
    refunded_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    archived_at timestamptz,
    active_at timestamptz NOT NULL DEFAULT now(),
    invites text NOT NULL DEFAULT 'members' CHECK (invites IN ('members', 'moderators')),
    slow_seconds integer NOT NULL DEFAULT 0 CHECK (slow_seconds BETWEEN 0 AND 86400),
    first_post_approval boolean NOT NULL DEFAULT false,
    links_most smallint CHECK (links_most BETWEEN 0 AND 50),
    members integer NOT NULL DEFAULT 0 CHECK (members >= 0),  -- active ones
    newest_post bigint NOT NULL DEFAULT 0,  -- numbers of posts grow by one within a circle
    posts integer NOT NULL DEFAULT 0 CHECK (posts >= 0),  -- published ones
    missions integer NOT NULL DEFAULT 0 CHECK (missions >= 0),  -- adopted ones
    verified integer NOT NULL DEFAULT 0 CHECK (verified >= 0),  -- verified claims of members on them
    CHECK (domain IS NOT NULL OR topic <> ''),
    CHECK ((west IS NULL) = (south IS NULL) AND (west IS NULL) = (east IS NULL) AND (west IS NULL) = (north IS NULL)),
    CHECK (south < north AND west <> east),
    CHECK ((state = 'archived') = (archived_at IS NOT NULL)),
    CHECK (visibility = 'public' OR joining = 'invitation')
);

CREATE INDEX circle_public ON circle (active_at DESC, id DESC)
    WHERE visibility = 'public' AND review_status = 'approved';
CREATE INDEX circle_domain ON circle (domain, active_at DESC, id DESC)
    WHERE visibility = 'public' AND review_status = 'approved';
CREATE INDEX circle_opener ON circle (opener_id, created_at DESC);
CREATE INDEX circle_organisation ON circle (organisation_id) WHERE organisation_id IS NOT NULL;

CREATE TABLE member (
    circle_id uuid NOT NULL REFERENCES circle,
    account_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('human', 'agent')),
    state text NOT NULL CHECK (state IN ('invited', 'requested', 'active', 'banned', 'left')),
    role text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'moderator', 'admin', 'owner')),
    invited_by uuid,
    invited_at timestamptz,
    requested_at timestamptz,
    request text NOT NULL DEFAULT '' CHECK (length(request) <= 500),
    joined_at timestamptz,
    left_at timestamptz,
    banned_at timestamptz,
    banned_by uuid,
    banned_until timestamptz,  -- none: until a moderator lifts it
    ban_reason text NOT NULL DEFAULT '' CHECK (length(ban_reason) <= 500),
    level text NOT NULL DEFAULT 'threads' CHECK (level IN ('all', 'threads', 'mentions', 'none')),
    read_to bigint NOT NULL DEFAULT 0,  -- the number of the newest post that was seen
    posts integer NOT NULL DEFAULT 0 CHECK (posts >= 0),  -- published ones, ever
    posted_at timestamptz,
    PRIMARY KEY (circle_id, account_id),
    CHECK (state <> 'invited' OR invited_at IS NOT NULL),
    CHECK (state <> 'requested' OR requested_at IS NOT NULL),
    CHECK (state <> 'active' OR joined_at IS NOT NULL),
    CHECK ((state = 'banned') = (banned_at IS NOT NULL)),
    CHECK (state = 'active' OR role = 'member')
);

CREATE UNIQUE INDEX member_owner ON member (circle_id) WHERE role = 'owner';
CREATE INDEX member_account ON member (account_id, state);
CREATE INDEX member_active ON member (circle_id, joined_at, account_id) WHERE state = 'active';
CREATE INDEX member_waiting ON member (circle_id, state) WHERE state IN ('invited', 'requested', 'banned');
CREATE INDEX member_staff ON member (circle_id) WHERE role <> 'member';
CREATE INDEX member_inviter ON member (invited_by, invited_at) WHERE invited_by IS NOT NULL;
CREATE INDEX member_ban_ends ON member (banned_until) WHERE banned_until IS NOT NULL;

CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    kind text NOT NULL CHECK (kind IN ('email', 'link')),
    token_hash bytea NOT NULL UNIQUE,
    email text CHECK (length(email) <= 254),
    locale text NOT NULL CHECK (locale IN ('en', 'es', 'zh-Hans')),
    invited_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_by uuid,
    used_at timestamptz,
    revoked_at timestamptz,
    CHECK ((kind = 'email') = (email IS NOT NULL) OR used_at IS NOT NULL OR revoked_at IS NOT NULL)
);

CREATE INDEX invitation_circle ON invitation (circle_id, created_at DESC);
CREATE INDEX invitation_inviter ON invitation (invited_by, created_at);
CREATE INDEX invitation_ends ON invitation (expires_at) WHERE used_at IS NULL AND revoked_at IS NULL;

-- migrate: down

DROP TABLE invitation;
DROP TABLE member;
DROP TABLE circle;
