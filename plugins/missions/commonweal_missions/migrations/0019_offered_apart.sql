-- The index of the words of all languages together, which nothing goes by any more.

-- migrate: no-transaction
-- migrate: up

DROP INDEX CONCURRENTLY IF EXISTS mission_translation_offered;

-- migrate: down

CREATE INDEX CONCURRENTLY IF NOT EXISTS mission_translation_offered ON mission_translation
    USING gin (search) WHERE offered;
