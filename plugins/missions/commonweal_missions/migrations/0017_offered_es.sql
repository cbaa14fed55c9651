-- The words of the Spanish texts on offer, apart from those of other languages: a search is for one language. What is
-- written goes into the index at once, so that no search has to read a list of what is still to be put in.

-- migrate: no-transaction
-- migrate: up

CREATE INDEX CONCURRENTLY mission_translation_offered_es ON mission_translation
    USING gin (search) WITH (fastupdate = off) WHERE offered AND locale = 'es';

-- migrate: down

DROP INDEX CONCURRENTLY IF EXISTS mission_translation_offered_es;
