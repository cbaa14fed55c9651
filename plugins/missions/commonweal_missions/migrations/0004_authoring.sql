-- Missions that agents and organisations make, edit and make in sets; templates of admins. Rules: DOMAIN §7.1.

-- migrate: up

ALTER TABLE mission
    ADD COLUMN edited_at timestamptz,
    ADD COLUMN set_id uuid;
COMMENT ON COLUMN mission.set_id IS 'The missions made in one request have the same.';
CREATE INDEX mission_solution ON mission (solution_id) WHERE solution_id IS NOT NULL;
CREATE INDEX mission_problem ON mission (problem_id) WHERE problem_id IS NOT NULL;

CREATE TABLE template (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    evidence jsonb NOT NULL CHECK (jsonb_typeof(evidence) = 'array'),
    radius_km integer NOT NULL DEFAULT 5 CHECK (radius_km BETWEEN 1 AND 200),
    difficulty text NOT NULL CHECK (difficulty IN ('beginner', 'intermediate', 'advanced', 'expert')),
    duration_min integer NOT NULL CHECK (duration_min BETWEEN 15 AND 10080),
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- migrate: down

DROP TABLE template;
DROP INDEX mission_problem, mission_solution;
ALTER TABLE mission DROP COLUMN edited_at, DROP COLUMN set_id;
