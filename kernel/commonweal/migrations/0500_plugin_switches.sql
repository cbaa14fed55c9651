-- migrate: up

-- What was switched at run time; a plugin without a row for the whole deployment is on.
CREATE TABLE plugin_switch (
    plugin text NOT NULL,
    organisation uuid,  -- null: the whole deployment
    is_on boolean NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (plugin, organisation)
);

-- Plugins of the scope "organisation" that owners may switch on by themselves.
CREATE TABLE plugin_offer (
    plugin text NOT NULL,
    organisation uuid,  -- null: every organisation
    offered_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (plugin, organisation)
);

-- One row, changed with every switch, so that processes ask for one number; its lock puts switches in a row.
CREATE TABLE plugin_switch_version (
    version bigint NOT NULL,
    sole boolean PRIMARY KEY DEFAULT true CHECK (sole)
);
INSERT INTO plugin_switch_version (version) VALUES (0);

-- The processes that run, what they have followed and what they are at. Unlogged: each says it anew.
CREATE UNLOGGED TABLE process (
    id uuid PRIMARY KEY,
    role text NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL,
    report jsonb NOT NULL
);

-- migrate: down

DROP TABLE process;
DROP TABLE plugin_switch_version;
DROP TABLE plugin_offer;
DROP TABLE plugin_switch;
