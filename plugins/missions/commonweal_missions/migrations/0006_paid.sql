-- What a verified claim was paid, for its human's portfolio; the books remain what counts.

-- migrate: up

ALTER TABLE claim ADD COLUMN paid_minor integer CHECK (paid_minor >= 0);

-- migrate: down

ALTER TABLE claim DROP COLUMN paid_minor;
