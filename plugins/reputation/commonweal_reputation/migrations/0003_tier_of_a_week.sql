-- The tier follows from the scores of the last seven days, which the history has.

-- migrate: up

ALTER TABLE standing DROP COLUMN below_since;
CREATE INDEX change_of_week ON change (human_id, changed_at);

-- migrate: down

DROP INDEX change_of_week;
ALTER TABLE standing ADD COLUMN below_since timestamptz;
COMMENT ON COLUMN standing.below_since IS 'Since when the score is below the bar of the tier.';
