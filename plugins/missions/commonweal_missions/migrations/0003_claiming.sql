-- Claiming: how many claims a human holds open, when a claim ended and why, which step may follow which, and
-- what the log was told of a mission's state. Rules: DOMAIN §7.1 and §7.2.

-- migrate: up

-- One row for each human who ever claimed: claiming locks it, so that nobody gets past the most open claims.
CREATE TABLE claimer (
    human_id uuid PRIMARY KEY,
    open_claims integer NOT NULL DEFAULT 0 CHECK (open_claims >= 0)
);

ALTER TABLE claim
    ADD COLUMN acknowledged boolean NOT NULL DEFAULT false,
    ADD COLUMN submitted_at timestamptz,
    ADD COLUMN finished_at timestamptz,
    ADD COLUMN ended_by text CHECK (ended_by IN ('human', 'deadline', 'archive'));
UPDATE claim SET finished_at = greatest(claimed_at, now()) WHERE state IN ('verified', 'abandoned', 'released');
ALTER TABLE claim ADD CONSTRAINT claim_finishes_in_a_final_state CHECK (
    (finished_at IS NOT NULL) = (state IN ('verified', 'abandoned', 'released')));
COMMENT ON COLUMN claim.ended_by IS 'Why an unverified claim ended: its human gave up, its deadline passed, or an admin archived the mission.';

CREATE INDEX claim_late ON claim (deadline) WHERE state = 'active';
CREATE INDEX claim_mission_open ON claim (mission_id) WHERE state IN ('active', 'submitted');

INSERT INTO claimer SELECT human_id, count(*) FROM claim WHERE state IN ('active', 'submitted') GROUP BY human_id;

-- The same steps as states.py; a test compares both.
CREATE FUNCTION check_claim_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> NEW.state AND (OLD.state || ' > ' || NEW.state) NOT IN (
        'active > submitted', 'submitted > verified', 'submitted > active', 'active > abandoned',
        'active > released') THEN
        RAISE EXCEPTION 'no step leads a claim from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER claim_steps BEFORE UPDATE OF state ON claim FOR EACH ROW EXECUTE FUNCTION check_claim_step();

-- A claim that is active or submitted is open. Named after the trigger of the slots, so that it runs later: the
-- order of locks is mission, human, claim.
CREATE FUNCTION count_open_claims() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    still_open CONSTANT text[] := ARRAY['active', 'submitted'];
    before integer := 0;
    now_open integer := 0;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        before := (OLD.state = ANY (still_open))::integer;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        now_open := (NEW.state = ANY (still_open))::integer;
    END IF;
    IF now_open > before THEN
        EXECUTE format('INSERT INTO %I.claimer AS known (human_id, open_claims) VALUES ($1, 1)'
                       ' ON CONFLICT (human_id) DO UPDATE SET open_claims = known.open_claims + 1', TG_TABLE_SCHEMA)
            USING NEW.human_id;
    ELSIF now_open < before THEN
        EXECUTE format('UPDATE %I.claimer SET open_claims = open_claims - 1 WHERE human_id = $1', TG_TABLE_SCHEMA)
            USING OLD.human_id;
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER claim_keeps_claimer AFTER INSERT OR DELETE OR UPDATE OF state ON claim
    FOR EACH ROW EXECUTE FUNCTION count_open_claims();

-- What the log was told: the state of a mission itself is derived and never written.
ALTER TABLE mission
    ADD COLUMN told_state text CHECK (told_state IN (
        'archived', 'verified', 'expired', 'open', 'submitted', 'in_progress', 'claimed')),
    ADD COLUMN closed_at timestamptz,
    ADD COLUMN hold_key text CHECK (length(hold_key) <= 64);
COMMENT ON COLUMN mission.told_state IS 'The state of which the last event of the mission told.';
COMMENT ON COLUMN mission.closed_at IS 'When the mission was found closed: over, without open claims; what it held is freed.';
COMMENT ON COLUMN mission.hold_key IS 'Of an organisation''s mission: the key of what it holds in the pool.';

DROP INDEX mission_expiry;
CREATE INDEX mission_expiry ON mission (expires_at)
    WHERE published_at IS NOT NULL AND closed_at IS NULL
      AND (told_state IS NULL OR told_state IN ('open', 'submitted', 'in_progress', 'claimed'));

-- migrate: down

DROP INDEX mission_expiry;
CREATE INDEX mission_expiry ON mission (expires_at) WHERE archived_at IS NULL;
ALTER TABLE mission DROP COLUMN told_state, DROP COLUMN closed_at, DROP COLUMN hold_key;
DROP TRIGGER claim_keeps_claimer ON claim;
DROP TRIGGER claim_steps ON claim;
DROP FUNCTION count_open_claims, check_claim_step;
DROP INDEX claim_late, claim_mission_open;
ALTER TABLE claim DROP COLUMN acknowledged, DROP COLUMN submitted_at, DROP COLUMN finished_at, DROP COLUMN ended_by;
DROP TABLE claimer;
