-- How many people somebody invited.

-- migrate: up

CREATE INDEX human_inviter ON human (invited_by) WHERE invited_by IS NOT NULL;

-- migrate: down

DROP INDEX human_inviter;
