-- Until when an admin is to decide on evidence that waits for one, and when it was told that nobody did (DOMAIN §5.3).

-- migrate: up

ALTER TABLE evidence ADD COLUMN due_at timestamptz, ADD COLUMN alerted_at timestamptz;
UPDATE evidence AS e SET due_at = coalesce(
    (SELECT a.due_at FROM appeal AS a WHERE a.evidence_id = e.id), now() + interval '24 hours')
WHERE state IN ('appealed', 'admin_review');
ALTER TABLE evidence ADD CONSTRAINT evidence_is_due_while_it_waits
    CHECK (state NOT IN ('appealed', 'admin_review') OR due_at IS NOT NULL);
CREATE INDEX evidence_overdue ON evidence (due_at)
    WHERE state IN ('appealed', 'admin_review') AND alerted_at IS NULL;
COMMENT ON COLUMN evidence.due_at IS 'Counted from the appeal, or from when peers were found to be lacking.';

-- migrate: down

ALTER TABLE evidence DROP COLUMN due_at, DROP COLUMN alerted_at;
