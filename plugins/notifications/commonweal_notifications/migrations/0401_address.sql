-- Which address a mail went to: what comes back late is about that one, and not about the next one of its account.

-- migrate: up

ALTER TABLE delivery ADD COLUMN address_key text;
COMMENT ON COLUMN delivery.address_key IS 'As in suppression; null: not handed over, or before there was this column.';

-- migrate: down

ALTER TABLE delivery DROP COLUMN address_key;
