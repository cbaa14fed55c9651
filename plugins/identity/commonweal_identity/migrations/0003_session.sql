-- migrate: up

-- One sign-in of one person on one device: the family of all its tokens.
CREATE TABLE session (
    id uuid PRIMARY KEY,
    human_id uuid NOT NULL REFERENCES human,
    kind text NOT NULL CHECK (kind IN ('cookie', 'token')),
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'ended')),
    is_secure boolean NOT NULL,  -- begun over https
    device text NOT NULL,
    place text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz NOT NULL DEFAULT now(),
    rotated_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    authenticated_at timestamptz NOT NULL DEFAULT now(),  -- when the person last proved who they are
    second_factor_at timestamptz,
    ended_at timestamptz,
    end_reason text CHECK (end_reason IN ('signed_out', 'ended', 'reuse', 'password', 'email', 'suspended', 'expired')),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((state = 'ended') = (end_reason IS NOT NULL))
);

CREATE INDEX session_of_human ON session (human_id, used_at DESC) WHERE state = 'active';
CREATE INDEX session_old ON session (expires_at);

-- The tokens of a session, as hashes: the newest one, and those it replaced, which tell when one is reused.
CREATE TABLE session_secret (
    hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
    made_at timestamptz NOT NULL DEFAULT now(),
    first_used_at timestamptz,
    retired_at timestamptz
);

CREATE INDEX session_secret_of_session ON session_secret (session_id);

-- Attempts to prove who one is, by a keyed hash of what was tried: an address, or a person's second factor.
CREATE TABLE attempt (
    key bytea PRIMARY KEY,
    failed_at timestamptz[] NOT NULL,
    locked_until timestamptz
);

CREATE TABLE second_factor (
    human_id uuid PRIMARY KEY REFERENCES human,
    secret bytea NOT NULL,  -- sealed with the deployment's key
    confirmed_at timestamptz,
    last_step bigint NOT NULL DEFAULT 0  -- a code counts once
);

CREATE TABLE recovery_code (
    human_id uuid NOT NULL REFERENCES second_factor ON DELETE CASCADE,
    hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (human_id, hash)
);

-- A browser on its way to a provider of identities and back.
CREATE TABLE provider_visit (
    state bytea PRIMARY KEY,  -- a hash, as is the browser's secret
    browser bytea NOT NULL,
    provider text NOT NULL,
    nonce text NOT NULL,
    verifier bytea NOT NULL,  -- sealed
    next text NOT NULL,
    human_id uuid REFERENCES human,  -- who connects the provider to an account
    created_at timestamptz NOT NULL DEFAULT now()
);

-- migrate: down
DROP TABLE provider_visit;
DROP TABLE recovery_code;
DROP TABLE second_factor;
DROP TABLE attempt;
DROP TABLE session_secret;
DROP TABLE session;
