-- Where approved problems are: so that those inside a box are found by an index.

-- migrate: no-transaction
-- migrate: up

CREATE INDEX CONCURRENTLY problem_inside ON problem USING gist (point(longitude, latitude))
    WHERE review_status = 'approved';

-- migrate: down

DROP INDEX CONCURRENTLY IF EXISTS problem_inside;
