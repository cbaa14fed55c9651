-- migrate: up
CREATE TABLE tree (
    id uuid PRIMARY KEY,
    species text NOT NULL CHECK (length(species) <= 100),
    planted_by uuid NOT NULL,
    planted_at timestamptz NOT NULL DEFAULT now(),
    watered_at timestamptz
);
CREATE INDEX tree_dry ON tree (planted_at) WHERE watered_at IS NULL;

-- migrate: down
DROP TABLE tree;
