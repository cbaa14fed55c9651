-- What leaderboards, badges and the review of endorsements need.

-- migrate: up

ALTER TABLE standing ADD COLUMN longest_streak integer NOT NULL DEFAULT 0 CHECK (longest_streak >= 0);
UPDATE standing SET longest_streak = streak_days;
COMMENT ON COLUMN standing.longest_streak IS 'The most days a streak ever had: no other row tells of streaks that broke.';
CREATE INDEX standing_missions ON standing (finished_missions DESC, human_id);

ALTER TABLE mission_outcome ADD COLUMN domain text CHECK (domain ~ '^[a-z][a-z_]{0,39}$');
CREATE INDEX mission_outcome_time ON mission_outcome (finished_at) INCLUDE (human_id, domain) WHERE quality > 0;

-- A reason is written for others: it passes review, and counts while it is approved.
ALTER TABLE endorsement
    ADD COLUMN locale text CHECK (length(locale) BETWEEN 2 AND 35),
    ADD COLUMN review_status text NOT NULL DEFAULT 'approved'
        CHECK (review_status IN ('pending', 'flagged', 'approved', 'rejected'));

ALTER TABLE change DROP CONSTRAINT change_reason_check, ADD CONSTRAINT change_reason_check CHECK (reason IN (
    'mission', 'review', 'activity', 'endorsed', 'endorsement_reviewed', 'endorsement_revoked', 'idle'));
CREATE INDEX change_time ON change (changed_at) INCLUDE (human_id, difference);

-- migrate: down

DROP INDEX change_time, mission_outcome_time, standing_missions;
UPDATE change SET reason = 'endorsed' WHERE reason = 'endorsement_reviewed';
ALTER TABLE change DROP CONSTRAINT change_reason_check, ADD CONSTRAINT change_reason_check CHECK (reason IN (
    'mission', 'review', 'activity', 'endorsed', 'endorsement_revoked', 'idle'));
ALTER TABLE endorsement DROP COLUMN review_status, DROP COLUMN locale;
ALTER TABLE mission_outcome DROP COLUMN domain;
ALTER TABLE standing DROP COLUMN longest_streak;
