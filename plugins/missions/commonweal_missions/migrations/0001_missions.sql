-- The marketplace's tables: missions, their texts in several languages, the claims on them, and named places.
-- Rules: DOMAIN §7. Closed lists and ranges stand here too, so that no writer can get past them.

-- migrate: up

-- Snapping to the grid of 0.01 degree; the same arithmetic as rules/geography.py, exact in IEEE 754.
CREATE FUNCTION grid_latitude(degrees double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN floor(degrees * 100 + 0.5) / 100;

CREATE FUNCTION grid_longitude(degrees double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN floor(degrees * 100 + 0.5) / 100 >= 180 THEN -180
                ELSE floor(degrees * 100 + 0.5) / 100 END;

-- Runs of Chinese characters as overlapping pairs; the last character stands alone, so that a query of one
-- character finds every place it occurs in by prefix.
CREATE FUNCTION han_pairs(content text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT substr(run.found[1], place, 2)), '{}')
    FROM regexp_matches(content, '[\u3400-\u4dbf\u4e00-\u9fff]+', 'g') AS run (found),
         generate_series(1, length(run.found[1])) AS place;
END;

-- Spanish readers often type without accents: each text is indexed both ways.
CREATE FUNCTION search_document(locale text, content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE locale
        WHEN 'en' THEN to_tsvector('pg_catalog.english', normalize(content, NFKC))
        WHEN 'es' THEN to_tsvector('pg_catalog.spanish', normalize(content, NFKC))
            || to_tsvector('pg_catalog.spanish', translate(lower(normalize(content, NFKC)), 'áéíóúüñ', 'aeiouun'))
        ELSE array_to_tsvector(han_pairs(normalize(content, NFKC)))
            || to_tsvector('pg_catalog.simple',
                regexp_replace(normalize(content, NFKC), '[\u3400-\u4dbf\u4e00-\u9fff]+', ' ', 'g'))
    END;

-- What a reader typed, as a query against search_document of the same locale.
CREATE FUNCTION search_query(locale text, words text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE locale
        WHEN 'en' THEN websearch_to_tsquery('pg_catalog.english', normalize(words, NFKC))
        WHEN 'es' THEN websearch_to_tsquery('pg_catalog.spanish', normalize(words, NFKC))
        ELSE (
            SELECT coalesce(string_agg(pair, ' & '), '')::tsquery
            FROM (
                SELECT CASE WHEN length(run.found[1]) = 1 THEN run.found[1] || ':*'
                            ELSE substr(run.found[1], place, 2) END AS pair
                FROM regexp_matches(normalize(words, NFKC), '[\u3400-\u4dbf\u4e00-\u9fff]+', 'g') AS run (found),
                     generate_series(1, greatest(1, length(run.found[1]) - 1)) AS place
            ) AS pairs
        ) && plainto_tsquery('pg_catalog.simple',
            regexp_replace(normalize(words, NFKC), '[\u3400-\u4dbf\u4e00-\u9fff]+', ' ', 'g'))
    END;

-- Named places: cities, and the quarters within them. Readers pick a city where no device tells the position.
CREATE TABLE place (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+([-/][a-z0-9]+)*$'),
    city_id uuid REFERENCES place (id),
    country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    names jsonb NOT NULL CHECK (names ? 'en'),
    latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180)
);
CREATE INDEX place_city ON place (city_id);

CREATE TABLE mission (
    id uuid PRIMARY KEY,
    creator_kind text NOT NULL CHECK (creator_kind IN ('agent', 'organisation')),
    creator_id uuid NOT NULL,
    creator_name text NOT NULL CHECK (length(creator_name) BETWEEN 1 AND 200),
    solution_id uuid,
    problem_id uuid,
    domain text NOT NULL CHECK (domain IN (
        'poverty_reduction', 'education_access', 'healthcare_improvement', 'environmental_protection',
        'food_security', 'mental_health_wellbeing', 'community_building', 'disaster_response',
        'digital_inclusion', 'human_rights', 'clean_water_sanitation', 'sustainable_energy',
        'gender_equality', 'biodiversity_conservation', 'elder_care')),
    type text NOT NULL CHECK (type IN (
        'research', 'documentation', 'interview', 'delivery', 'community_action', 'data_collection',
        'verification', 'advocacy')),
    difficulty text NOT NULL CHECK (difficulty IN ('beginner', 'intermediate', 'advanced', 'expert')),
    risk text NOT NULL DEFAULT 'green' CHECK (risk IN ('green', 'yellow', 'red')),
    required_skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(required_skills) <= 20),
    step_optional boolean[] NOT NULL CHECK (cardinality(step_optional) BETWEEN 1 AND 50),
    evidence_kind text[] NOT NULL CHECK (
        cardinality(evidence_kind) BETWEEN 1 AND 20
        AND evidence_kind <@ ARRAY['photo', 'video', 'document', 'text_report']),
    evidence_required boolean[] NOT NULL CHECK (cardinality(evidence_required) = cardinality(evidence_kind)),
    reward_minor integer NOT NULL CHECK (reward_minor BETWEEN 1000 AND 20000),
    duration_min integer NOT NULL CHECK (duration_min BETWEEN 15 AND 10080),
    max_claims integer NOT NULL DEFAULT 1 CHECK (max_claims >= 1),
    claim_hours integer NOT NULL DEFAULT 168 CHECK (claim_hours BETWEEN 24 AND 720),
    peer_review text NOT NULL DEFAULT 'when_uncertain' CHECK (peer_review IN ('when_uncertain', 'always')),
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    radius_km integer DEFAULT 5 CHECK (radius_km BETWEEN 1 AND 200),
    gps_radius_m integer NOT NULL DEFAULT 500 CHECK (gps_radius_m > 0),
    place_id uuid REFERENCES place (id),
    source_locale text NOT NULL CHECK (source_locale IN ('en', 'es', 'zh-Hans')),
    version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
    review_status text NOT NULL DEFAULT 'pending'
        CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    expires_at timestamptz NOT NULL,
    archived_at timestamptz,
    -- Kept by the trigger on claim below; the check is the last guard of DOMAIN §7.2, rule 1.
    slots_taken integer NOT NULL DEFAULT 0,
    grid_latitude double precision GENERATED ALWAYS AS (grid_latitude(latitude)) STORED,
    grid_longitude double precision GENERATED ALWAYS AS (grid_longitude(longitude)) STORED,
    -- The snapped point on the unit sphere: distances need then no trigonometry per row.
    sphere_x double precision GENERATED ALWAYS AS (
        cos(radians(grid_latitude(latitude))) * cos(radians(grid_longitude(longitude)))) STORED,
    sphere_y double precision GENERATED ALWAYS AS (
        cos(radians(grid_latitude(latitude))) * sin(radians(grid_longitude(longitude)))) STORED,
    sphere_z double precision GENERATED ALWAYS AS (sin(radians(grid_latitude(latitude)))) STORED,
    CONSTRAINT mission_point_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT mission_approved_is_published CHECK (review_status <> 'approved' OR published_at IS NOT NULL),
    CONSTRAINT mission_slots CHECK (slots_taken BETWEEN 0 AND max_claims)
);
COMMENT ON COLUMN mission.published_at IS 'When the mission was first approved; the order "newest" follows it.';

-- The marketplace reads only what may be open: approved, not archived, with a free slot.
-- Whether expires_at has passed is asked by each query.
CREATE INDEX mission_newest ON mission (published_at DESC, id DESC)
    WHERE review_status = 'approved' AND archived_at IS NULL AND slots_taken < max_claims;
CREATE INDEX mission_reward ON mission (reward_minor DESC, id DESC)
    WHERE review_status = 'approved' AND archived_at IS NULL AND slots_taken < max_claims;
CREATE INDEX mission_domain_newest ON mission (domain, published_at DESC, id DESC)
    WHERE review_status = 'approved' AND archived_at IS NULL AND slots_taken < max_claims;
CREATE INDEX mission_skills ON mission USING gin (required_skills)
    WHERE review_status = 'approved' AND archived_at IS NULL AND slots_taken < max_claims;
CREATE INDEX mission_spot ON mission USING gist (point(grid_longitude, grid_latitude))
    WHERE review_status = 'approved' AND archived_at IS NULL AND slots_taken < max_claims;
CREATE INDEX mission_creator ON mission (creator_id, id);
CREATE INDEX mission_expiry ON mission (expires_at) WHERE archived_at IS NULL;
CREATE INDEX mission_place ON mission (place_id);

-- One row per mission and locale; the original is the row whose provenance is 'author' (DOMAIN §7.4).
-- A field that is missing in a translation is read in the original.
CREATE TABLE mission_translation (
    mission_id uuid NOT NULL REFERENCES mission (id) ON DELETE CASCADE,
    locale text NOT NULL CHECK (locale IN ('en', 'es', 'zh-Hans')),
    provenance text NOT NULL CHECK (provenance IN ('author', 'human', 'machine', 'reviewed')),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    description text CHECK (length(description) BETWEEN 10 AND 5000),
    steps text[] CHECK (cardinality(steps) BETWEEN 1 AND 50),
    evidence text[] CHECK (cardinality(evidence) BETWEEN 1 AND 20),
    source_hash text NOT NULL CHECK (source_hash ~ '^[0-9a-f]{64}$'),
    translator text,
    reviewed_by uuid,
    review_status text NOT NULL DEFAULT 'approved'
        CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    updated_at timestamptz NOT NULL DEFAULT now(),
    search tsvector GENERATED ALWAYS AS (search_document(locale,
        title || ' ' || coalesce(description, ''))) STORED,
    PRIMARY KEY (mission_id, locale),
    CONSTRAINT original_is_complete CHECK (
        provenance <> 'author' OR (description IS NOT NULL AND steps IS NOT NULL AND evidence IS NOT NULL))
);
CREATE UNIQUE INDEX mission_translation_original ON mission_translation (mission_id) WHERE provenance = 'author';
CREATE INDEX mission_translation_search ON mission_translation USING gin (search);

CREATE TABLE claim (
    id uuid PRIMARY KEY,
    mission_id uuid NOT NULL REFERENCES mission (id),
    human_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'active'
        CHECK (state IN ('active', 'submitted', 'verified', 'abandoned', 'released')),
    claimed_at timestamptz NOT NULL DEFAULT now(),
    deadline timestamptz NOT NULL,
    progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 2000),
    CONSTRAINT claim_deadline_follows CHECK (deadline > claimed_at)
);
CREATE UNIQUE INDEX claim_once ON claim (mission_id, human_id) WHERE state IN ('active', 'submitted', 'verified');
CREATE INDEX claim_human ON claim (human_id, id);

-- A claim that is active, submitted or verified holds a slot of its mission.
CREATE FUNCTION count_slots() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held CONSTANT text[] := ARRAY['active', 'submitted', 'verified'];
    before integer := 0;
    now_held integer := 0;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        before := (OLD.state = ANY (held))::integer;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        now_held := (NEW.state = ANY (held))::integer;
    END IF;
    IF now_held <> before THEN
        EXECUTE format('UPDATE %I.mission SET slots_taken = slots_taken + $1 WHERE id = $2', TG_TABLE_SCHEMA)
            USING now_held - before, CASE WHEN TG_OP = 'DELETE' THEN OLD.mission_id ELSE NEW.mission_id END;
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER claim_counts_slots AFTER INSERT OR DELETE OR UPDATE OF state ON claim
    FOR EACH ROW EXECUTE FUNCTION count_slots();

-- migrate: down

DROP TABLE claim, mission_translation, mission, place;
DROP FUNCTION count_slots, search_query, search_document, han_pairs, grid_longitude, grid_latitude;
