-- A membership is kept after it ended, because people who shared an organisation are no strangers for 90 days
-- (DOMAIN §8.3); whoever comes back has another one. An invitation by address belongs to nobody until the one
-- who has that address accepts it: whoever invites does not learn whether there is an account.

-- migrate: up
ALTER TABLE membership DROP CONSTRAINT membership_pkey;
ALTER TABLE membership ALTER COLUMN human_id DROP NOT NULL;
ALTER TABLE membership
    ADD COLUMN id uuid NOT NULL DEFAULT uuidv7() PRIMARY KEY,
    ADD COLUMN email text CHECK (length(email) BETWEEN 3 AND 254),
    ADD COLUMN email_key text CHECK (length(email_key) BETWEEN 3 AND 254),
    ADD COLUMN invited_by uuid REFERENCES account (id),
    ADD COLUMN invited_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN joined_at timestamptz,
    ADD COLUMN ended_at timestamptz,
    ADD CHECK ((email IS NULL) = (email_key IS NULL)),
    ADD CHECK (state <> 'active' OR human_id IS NOT NULL),
    ADD CHECK (state <> 'invited' OR human_id IS NOT NULL OR email_key IS NOT NULL),
    ADD CHECK (state = 'invited' OR email IS NULL);  -- an address is kept only while it is needed
UPDATE membership SET joined_at = now() WHERE state <> 'invited';
UPDATE membership SET ended_at = now() WHERE state = 'ended';
CREATE UNIQUE INDEX membership_open ON membership (organisation_id, human_id) WHERE state <> 'ended';
CREATE UNIQUE INDEX membership_invited ON membership (organisation_id, email_key) WHERE state = 'invited';
CREATE INDEX membership_address ON membership (email_key) WHERE state = 'invited';
CREATE INDEX membership_of_human ON membership (human_id, organisation_id);

ALTER TABLE organisation
    ADD COLUMN about text NOT NULL DEFAULT '' CHECK (length(about) <= 2000),
    ADD COLUMN website text NOT NULL DEFAULT '' CHECK (length(website) <= 200);

-- A key of a program that acts for an organisation, or for the deployment where there is none.
CREATE TABLE service_token (
    id uuid PRIMARY KEY,
    kind text NOT NULL DEFAULT 'service' CHECK (kind = 'service'),
    organisation_id uuid REFERENCES organisation (id),
    name text NOT NULL CHECK (length(name) BETWEEN 2 AND 100),
    prefix text NOT NULL CHECK (length(prefix) = 12),
    hash bytea NOT NULL UNIQUE,
    scopes text[] NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 20),
    made_by uuid NOT NULL REFERENCES account (id),
    made_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    used_at timestamptz,
    FOREIGN KEY (id, kind) REFERENCES account (id, kind)
);
CREATE INDEX service_token_of_organisation ON service_token (organisation_id, id DESC);

-- migrate: down
DROP TABLE service_token;
ALTER TABLE organisation DROP COLUMN about, DROP COLUMN website;
DELETE FROM membership WHERE human_id IS NULL;
DELETE FROM membership older USING membership newer
    WHERE older.organisation_id = newer.organisation_id AND older.human_id = newer.human_id AND older.id < newer.id;
DROP INDEX membership_open, membership_invited, membership_address, membership_of_human;
ALTER TABLE membership DROP COLUMN id, DROP COLUMN email, DROP COLUMN email_key, DROP COLUMN invited_by,
    DROP COLUMN invited_at, DROP COLUMN joined_at, DROP COLUMN ended_at;
ALTER TABLE membership ALTER COLUMN human_id SET NOT NULL, ADD PRIMARY KEY (organisation_id, human_id);
