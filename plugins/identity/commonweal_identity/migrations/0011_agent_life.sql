-- What agents say of themselves, how they are verified and trusted, their check-ins, and more than one key.

-- migrate: up

ALTER TABLE agent
    ADD COLUMN summary text NOT NULL DEFAULT '' CHECK (length(summary) <= 2000),
    ADD COLUMN framework text NOT NULL DEFAULT 'custom'
        CHECK (framework IN ('openclaw', 'langchain', 'crewai', 'autogen', 'custom')),
    ADD COLUMN model_provider text NOT NULL DEFAULT '' CHECK (length(model_provider) <= 50),
    ADD COLUMN model_name text NOT NULL DEFAULT '' CHECK (length(model_name) <= 100),
    ADD COLUMN specializations text[] NOT NULL DEFAULT '{community_building}'
        CHECK (cardinality(specializations) BETWEEN 1 AND 5),
    ADD COLUMN owner_email text,  -- where the owner is told of the agent; forgotten when it is answered
    ADD COLUMN code_id uuid,  -- the code on its way to the owner
    ADD COLUMN claimed_at timestamptz,
    ADD COLUMN trust_tier text NOT NULL DEFAULT 'new' CHECK (trust_tier IN ('new', 'verified')),
    ADD COLUMN activity text NOT NULL DEFAULT 'active' CHECK (activity IN ('active', 'inactive')),
    ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN software_version text NOT NULL DEFAULT '' CHECK (length(software_version) <= 50),
    ADD COLUMN status_text text NOT NULL DEFAULT '' CHECK (length(status_text) <= 280),
    ADD COLUMN heartbeat_key bytea CHECK (length(heartbeat_key) = 32),  -- Ed25519, the public half
    ADD COLUMN per_minute integer CHECK (per_minute BETWEEN 1 AND 10000),
    ADD CONSTRAINT agent_owner_id FOREIGN KEY (owner_id) REFERENCES human (id);
CREATE INDEX agent_of_owner ON agent (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX agent_directory ON agent (verified_at DESC, id DESC) WHERE verification = 'verified';
CREATE INDEX agent_silent ON agent (seen_at) WHERE activity = 'active';
CREATE INDEX agent_to_trust ON agent (verified_at) WHERE trust_tier = 'new' AND verification = 'verified';

DROP INDEX agent_key_present;
ALTER TABLE agent_key
    ADD COLUMN name text NOT NULL DEFAULT '' CHECK (length(name) <= 100),
    ADD COLUMN is_sandbox boolean NOT NULL DEFAULT false,
    ADD COLUMN expires_at timestamptz,  -- chosen when it was made
    ADD COLUMN revoked_at timestamptz,
    ADD COLUMN rotated_at timestamptz,
    ADD COLUMN used_at timestamptz,
    ADD CHECK ((rotated_at IS NULL) = (ends_at IS NULL));
CREATE INDEX agent_key_of ON agent_key (agent_id);

-- What was sent with a heartbeat once is not taken again; kept for as long as its time could still be right.
CREATE TABLE agent_nonce (
    agent_id uuid NOT NULL REFERENCES agent (id),
    nonce text NOT NULL CHECK (length(nonce) BETWEEN 16 AND 64),
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agent_id, nonce)
);
CREATE INDEX agent_nonce_old ON agent_nonce (seen_at);

-- migrate: down
DROP TABLE agent_nonce;
DROP INDEX agent_key_of;
ALTER TABLE agent_key
    DROP COLUMN name, DROP COLUMN is_sandbox, DROP COLUMN expires_at, DROP COLUMN revoked_at,
    DROP COLUMN rotated_at, DROP COLUMN used_at;
UPDATE agent_key k SET ends_at = now() WHERE ends_at IS NULL
    AND EXISTS (SELECT 1 FROM agent_key n WHERE n.agent_id = k.agent_id AND n.ends_at IS NULL AND n.id > k.id);
CREATE UNIQUE INDEX agent_key_present ON agent_key (agent_id) WHERE ends_at IS NULL;
DROP INDEX agent_to_trust;
DROP INDEX agent_silent;
DROP INDEX agent_directory;
DROP INDEX agent_of_owner;
ALTER TABLE agent
    DROP CONSTRAINT agent_owner_id,
    DROP COLUMN summary, DROP COLUMN framework, DROP COLUMN model_provider, DROP COLUMN model_name,
    DROP COLUMN specializations, DROP COLUMN owner_email, DROP COLUMN code_id, DROP COLUMN claimed_at,
    DROP COLUMN trust_tier, DROP COLUMN activity, DROP COLUMN seen_at, DROP COLUMN software_version,
    DROP COLUMN status_text, DROP COLUMN heartbeat_key, DROP COLUMN per_minute;
