-- How every index fares, so that people can decide what it needs.

-- migrate: up

-- One look at one collection: figures, or why there are none. Kept for a year.
CREATE TABLE evaluation (
    id uuid PRIMARY KEY,
    collection text NOT NULL,
    evaluated_at timestamptz NOT NULL DEFAULT now(),
    figures jsonb,
    problem text,
    CHECK ((figures IS NULL) <> (problem IS NULL))
);
CREATE INDEX evaluation_collection ON evaluation (collection, evaluated_at);
CREATE INDEX evaluation_at ON evaluation (evaluated_at);

-- How each trigger of a collection stands. `streak` counts evaluations in a row that speak for a change.
CREATE TABLE trigger_state (
    collection text NOT NULL,
    name text NOT NULL,
    streak integer NOT NULL DEFAULT 0,
    value double precision,
    reached_at timestamptz,
    left_at timestamptz,
    PRIMARY KEY (collection, name)
);

-- Comparisons of two stores with a sample. The copies have a row before they are made, and are gone when it has an
-- end; a comparison that was killed has none, and the next one removes its copies.
CREATE TABLE trial (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection text NOT NULL,
    store text NOT NULL,
    other text NOT NULL,
    shape jsonb NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    outcome jsonb
);
CREATE INDEX trial_open ON trial (id) WHERE ended_at IS NULL;
CREATE INDEX trial_collection ON trial (collection, id) WHERE outcome IS NOT NULL;

-- migrate: down
DROP TABLE trial;
DROP TABLE trigger_state;
DROP TABLE evaluation;
