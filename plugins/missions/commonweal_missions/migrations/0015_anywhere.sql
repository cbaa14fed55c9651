-- What can be done anywhere, beside the index of places: so that both are found at once for whoever has a place.

-- migrate: no-transaction
-- migrate: up

CREATE INDEX CONCURRENTLY mission_anywhere ON mission (published_at DESC, id DESC)
    WHERE grid_latitude IS NULL AND review_status = 'approved' AND archived_at IS NULL AND slots_taken < max_claims;

-- migrate: down

DROP INDEX CONCURRENTLY IF EXISTS mission_anywhere;
