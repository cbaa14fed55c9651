-- migrate: up

-- A person. `email_key` is the address in the form that is compared; `password_hash` is missing for those who
-- sign in through a provider only.
CREATE TABLE human (
    id uuid PRIMARY KEY,
    kind text NOT NULL DEFAULT 'human' CHECK (kind = 'human'),
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    email_key text NOT NULL UNIQUE CHECK (length(email_key) BETWEEN 3 AND 254),
    email_confirmed_at timestamptz,
    password_hash text,
    password_changed_at timestamptz,
    is_admin boolean NOT NULL DEFAULT false,
    accepted_terms text NOT NULL,  -- the version of the terms that was accepted
    accepted_at timestamptz NOT NULL DEFAULT now(),  -- and with them, that the person is of age
    invited_by uuid REFERENCES human,
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 2 AND 200),
    bio text NOT NULL DEFAULT '' CHECK (length(bio) <= 500),
    skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(skills) <= 50),
    city text NOT NULL DEFAULT '' CHECK (length(city) <= 100),
    country text NOT NULL DEFAULT '' CHECK (country ~ '^([A-Z]{2})?$'),
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    service_radius_km integer NOT NULL DEFAULT 10 CHECK (service_radius_km BETWEEN 5 AND 50),
    languages text[] NOT NULL DEFAULT '{}' CHECK (cardinality(languages) <= 20),
    availability text[] NOT NULL DEFAULT '{}' CHECK (cardinality(availability) <= 21),
    time_zone text NOT NULL DEFAULT '' CHECK (length(time_zone) <= 64),
    locale text NOT NULL DEFAULT 'en' CHECK (length(locale) BETWEEN 2 AND 35),
    portfolio text NOT NULL DEFAULT 'public' CHECK (portfolio IN ('public', 'private')),
    accepts_reviews boolean NOT NULL DEFAULT true,
    orientation_step smallint NOT NULL DEFAULT 0 CHECK (orientation_step BETWEEN 0 AND 5),
    orientation_finished_at timestamptz,
    FOREIGN KEY (id, kind) REFERENCES account (id, kind),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((orientation_step = 5) = (orientation_finished_at IS NOT NULL))
);

-- Whoever asked for an account and has not shown yet that the address is theirs.
CREATE TABLE registration (
    id uuid PRIMARY KEY,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'confirmed')),
    email text NOT NULL,
    email_key text NOT NULL,
    password_hash text,
    display_name text NOT NULL,
    locale text NOT NULL,
    time_zone text NOT NULL,
    accepted_terms text NOT NULL,
    invited_by uuid REFERENCES human,
    provider text,
    provider_subject text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((provider IS NULL) = (provider_subject IS NULL)),
    CHECK (password_hash IS NOT NULL OR provider IS NOT NULL)
);

CREATE INDEX registration_old ON registration (created_at);

-- A code of six digits on its way to an address. The code itself is kept nowhere: it follows from the key of
-- the deployment, the salt and the number of the sending.
CREATE TABLE email_code (
    id uuid PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('register', 'reset', 'email', 'agent')),
    subject_id uuid,  -- the registration, human or agent it is about; null when there is none
    email text NOT NULL,
    email_key text NOT NULL,
    locale text NOT NULL,
    salt bytea NOT NULL,
    sending smallint NOT NULL DEFAULT 1 CHECK (sending BETWEEN 1 AND 4),
    expires_at timestamptz,  -- set when the code is sent
    guesses smallint NOT NULL DEFAULT 0 CHECK (guesses BETWEEN 0 AND 5),
    used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX email_code_recent ON email_code (email_key, created_at);
CREATE INDEX email_code_old ON email_code (created_at);

-- A way to sign in through a provider of identities.
CREATE TABLE provider_identity (
    provider text NOT NULL,
    subject text NOT NULL,
    human_id uuid NOT NULL REFERENCES human,
    connected_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (provider, subject),
    UNIQUE (human_id, provider)
);

-- migrate: down
DROP TABLE provider_identity;
DROP TABLE email_code;
DROP TABLE registration;
DROP TABLE human;
