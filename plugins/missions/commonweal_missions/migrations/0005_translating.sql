-- The id under which content review knows a translation: the key of the table is mission and locale together.

-- migrate: up

ALTER TABLE mission_translation ADD COLUMN item_id uuid UNIQUE;

-- migrate: down

ALTER TABLE mission_translation DROP COLUMN item_id;
