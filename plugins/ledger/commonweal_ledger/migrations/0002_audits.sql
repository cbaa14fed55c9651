-- What each look at the books found: recomputing them takes longer than a page may take.

-- migrate: up

CREATE TABLE audit (
    id uuid PRIMARY KEY,
    looked_at timestamptz NOT NULL,
    accounts bigint NOT NULL,
    transactions bigint NOT NULL,
    postings bigint NOT NULL,
    issued_minor bigint NOT NULL,
    burnt_minor bigint NOT NULL,
    differences jsonb NOT NULL CHECK (jsonb_typeof(differences) = 'array')
);
COMMENT ON COLUMN audit.differences IS 'Rule, place and figures of each difference; empty when the books add up.';
CREATE INDEX audit_time ON audit (looked_at DESC);

-- migrate: down

DROP TABLE audit;
