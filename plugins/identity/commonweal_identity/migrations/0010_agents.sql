-- Agents and their keys, organisations and their members, and the audit log (DOMAIN §2.1, §2.2, §2.4).

-- migrate: up

CREATE TABLE agent (
    id uuid PRIMARY KEY,
    kind text NOT NULL DEFAULT 'agent' CHECK (kind = 'agent'),
    username text NOT NULL UNIQUE CHECK (
        length(username) BETWEEN 3 AND 100 AND username ~ '^[a-z0-9]+(_[a-z0-9]+)*$'),
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
    owner_key bytea NOT NULL,  -- keyed hash of the owner's address: what the limits count by
    owner_id uuid,
    verification text NOT NULL DEFAULT 'pending' CHECK (verification IN ('pending', 'claimed', 'verified')),
    verified_at timestamptz,
    approved_items integer NOT NULL DEFAULT 0 CHECK (approved_items >= 0),
    registered_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (id, kind) REFERENCES account (id, kind),
    CHECK ((verification = 'pending') OR owner_id IS NOT NULL),
    CHECK ((verification = 'verified') = (verified_at IS NOT NULL))
);
CREATE INDEX agent_owner ON agent (owner_key, registered_at);
CREATE INDEX agent_newest ON agent (registered_at);

CREATE TABLE agent_key (
    id uuid PRIMARY KEY,
    agent_id uuid NOT NULL REFERENCES agent (id),
    prefix text NOT NULL CHECK (length(prefix) = 12),
    hash bytea NOT NULL UNIQUE,
    scopes text[],
    ends_at timestamptz,  -- set once a newer key was made
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX agent_key_present ON agent_key (agent_id) WHERE ends_at IS NULL;

CREATE TABLE organisation (
    id uuid PRIMARY KEY,
    kind text NOT NULL DEFAULT 'organisation' CHECK (kind = 'organisation'),
    slug text NOT NULL UNIQUE CHECK (length(slug) <= 100 AND slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
    FOREIGN KEY (id, kind) REFERENCES account (id, kind)
);

CREATE TABLE membership (
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    human_id uuid NOT NULL REFERENCES account (id),
    role text NOT NULL CHECK (role IN ('owner', 'manager', 'verifier', 'viewer')),
    state text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'active', 'ended')),
    PRIMARY KEY (organisation_id, human_id)
);
CREATE INDEX membership_human ON membership (human_id) WHERE state = 'active';

CREATE TABLE audit (
    id uuid PRIMARY KEY,
    happened_at timestamptz NOT NULL DEFAULT now(),
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    action text NOT NULL CHECK (length(action) BETWEEN 3 AND 100),
    subject_kind text NOT NULL,
    subject_id uuid,
    details jsonb NOT NULL,
    reason text NOT NULL CHECK (length(reason) <= 2000)
);
CREATE INDEX audit_newest ON audit (happened_at DESC, id DESC);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_rows_stay BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_stays BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- migrate: down
DROP TABLE audit;
DROP FUNCTION refuse_change_of_audit();
DROP TABLE membership;
DROP TABLE organisation;
DROP TABLE agent_key;
DROP TABLE agent;
