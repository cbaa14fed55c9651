-- migrate: up

-- Humans, agents, organisations and services share one namespace of ids.
CREATE TABLE account (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('human', 'agent', 'organisation', 'service')),
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'deactivated')),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, kind)  -- so that a table of one kind can refer to accounts of its kind only
);

CREATE INDEX account_newest ON account (kind, created_at DESC, id DESC);

-- migrate: down
DROP TABLE account;
