-- Where approved missions are, whatever their state: so that what was achieved inside a box is counted by its index.

-- migrate: no-transaction
-- migrate: up

CREATE INDEX CONCURRENTLY mission_inside ON mission USING gist (point(grid_longitude, grid_latitude))
    WHERE review_status = 'approved';

-- migrate: down

DROP INDEX CONCURRENTLY IF EXISTS mission_inside;
