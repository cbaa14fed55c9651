-- The words of the texts on offer.

-- migrate: no-transaction
-- migrate: up

CREATE INDEX CONCURRENTLY mission_translation_offered ON mission_translation USING gin (search) WHERE offered;

-- migrate: down

DROP INDEX CONCURRENTLY IF EXISTS mission_translation_offered;
