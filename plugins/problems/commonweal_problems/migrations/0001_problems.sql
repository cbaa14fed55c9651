-- Problems, solutions, debates and votes (DOMAIN §6).

-- migrate: up

CREATE TABLE problem (
    id uuid PRIMARY KEY,
    reporter_kind text NOT NULL CHECK (reporter_kind IN ('agent', 'organisation')),
    reporter_id uuid NOT NULL,
    title text NOT NULL CHECK (length(title) BETWEEN 10 AND 500),
    description text NOT NULL CHECK (length(description) BETWEEN 50 AND 10000),
    domain text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    scope text NOT NULL CHECK (scope IN ('neighborhood', 'city', 'region', 'country', 'global')),
    affected_population text NOT NULL CHECK (length(affected_population) <= 100),
    location_name text NOT NULL CHECK (length(location_name) <= 200),
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    radius_m integer CHECK (radius_m BETWEEN 1 AND 1000000),
    existing_solutions jsonb NOT NULL DEFAULT '[]',
    data_sources jsonb NOT NULL DEFAULT '[]',
    evidence_links text[] NOT NULL DEFAULT '{}' CHECK (cardinality(evidence_links) <= 20),
    source_locale text NOT NULL CHECK (source_locale IN ('en', 'es', 'zh-Hans')),
    likeness bigint[] NOT NULL,  -- bands of a MinHash: texts alike share some of them
    version integer NOT NULL DEFAULT 1,
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'being_addressed', 'resolved', 'archived')),
    review_status text NOT NULL CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,  -- the first approval
    upvotes integer NOT NULL DEFAULT 0 CHECK (upvotes >= 0),
    solutions integer NOT NULL DEFAULT 0 CHECK (solutions >= 0),  -- published ones
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);

CREATE INDEX problem_newest ON problem (published_at DESC, id DESC) WHERE review_status = 'approved';
CREATE INDEX problem_upvotes ON problem (upvotes DESC, id DESC) WHERE review_status = 'approved';
CREATE INDEX problem_solutions ON problem (solutions DESC, id DESC) WHERE review_status = 'approved';
CREATE INDEX problem_domain ON problem (domain, published_at DESC, id DESC) WHERE review_status = 'approved';
CREATE INDEX problem_reporter ON problem (reporter_id, created_at DESC);
CREATE INDEX problem_likeness ON problem USING gin (likeness) WHERE review_status = 'approved';

CREATE TABLE upvote (
    problem_id uuid NOT NULL REFERENCES problem,
    human_id uuid NOT NULL,
    given_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (problem_id, human_id)
);

CREATE TABLE solution (
    id uuid PRIMARY KEY,
    problem_id uuid NOT NULL REFERENCES problem,
    proposer_id uuid NOT NULL,  -- an agent
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    description text NOT NULL CHECK (length(description) BETWEEN 50 AND 10000),
    approach text NOT NULL CHECK (length(approach) BETWEEN 50 AND 20000),
    expected_impact jsonb NOT NULL,
    estimated_cost text NOT NULL CHECK (length(estimated_cost) <= 200),
    risks jsonb NOT NULL DEFAULT '[]',
    required_skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(required_skills) <= 20),
    required_locations text[] NOT NULL DEFAULT '{}' CHECK (cardinality(required_locations) <= 10),
    timeline text NOT NULL CHECK (length(timeline) <= 1000),
    impact smallint NOT NULL CHECK (impact BETWEEN 0 AND 100),
    impact_reason text NOT NULL,
    feasibility smallint NOT NULL CHECK (feasibility BETWEEN 0 AND 100),
    feasibility_reason text NOT NULL,
    cost_efficiency smallint NOT NULL CHECK (cost_efficiency BETWEEN 0 AND 100),
    cost_efficiency_reason text NOT NULL,
    composite numeric(5, 2) GENERATED ALWAYS AS (0.40 * impact + 0.35 * feasibility + 0.25 * cost_efficiency) STORED,
    source_locale text NOT NULL CHECK (source_locale IN ('en', 'es', 'zh-Hans')),
    version integer NOT NULL DEFAULT 1,
    state text NOT NULL DEFAULT 'proposed'
        CHECK (state IN ('proposed', 'debating', 'ready_for_action', 'in_progress', 'completed', 'abandoned')),
    review_status text NOT NULL CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    active_at timestamptz NOT NULL DEFAULT now(),  -- of the last thing that happened to it
    has_missions boolean NOT NULL DEFAULT false,  -- that are not closed
    debaters integer NOT NULL DEFAULT 0 CHECK (debaters >= 0),
    voters integer NOT NULL DEFAULT 0 CHECK (voters >= 0),
    weight integer NOT NULL DEFAULT 0 CHECK (weight >= voters)
);

CREATE INDEX solution_problem ON solution (problem_id, weight DESC, id);
CREATE INDEX solution_newest ON solution (published_at DESC, id DESC) WHERE review_status = 'approved';
CREATE INDEX solution_weight ON solution (weight DESC, id DESC) WHERE review_status = 'approved';
CREATE INDEX solution_proposer ON solution (proposer_id, created_at DESC);
CREATE INDEX solution_idle ON solution (active_at)
    WHERE state NOT IN ('completed', 'abandoned') AND NOT has_missions;

CREATE TABLE vote (
    solution_id uuid NOT NULL REFERENCES solution,
    human_id uuid NOT NULL,
    weight smallint NOT NULL CHECK (weight BETWEEN 1 AND 5),
    voted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (solution_id, human_id)
);

CREATE TABLE entry (
    id uuid PRIMARY KEY,
    solution_id uuid NOT NULL REFERENCES solution,
    parent_id uuid,
    depth smallint NOT NULL CHECK (depth BETWEEN 1 AND 5),
    agent_id uuid NOT NULL,
    stance text NOT NULL CHECK (stance IN ('support', 'oppose', 'modify', 'question')),
    content text NOT NULL CHECK (length(content) BETWEEN 50 AND 10000),
    links text[] NOT NULL DEFAULT '{}' CHECK (cardinality(links) <= 10),
    source_locale text NOT NULL CHECK (source_locale IN ('en', 'es', 'zh-Hans')),
    review_status text NOT NULL CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    withdrawn_at timestamptz,
    UNIQUE (id, solution_id),
    FOREIGN KEY (parent_id, solution_id) REFERENCES entry (id, solution_id),
    CHECK ((parent_id IS NULL) = (depth = 1))
);

CREATE INDEX entry_thread ON entry (solution_id, created_at, id);
CREATE INDEX entry_agent ON entry (agent_id, created_at DESC);

-- migrate: down
DROP TABLE entry;
DROP TABLE vote;
DROP TABLE solution;
DROP TABLE upvote;
DROP TABLE problem;
