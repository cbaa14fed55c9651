-- Where approved problems are: so that those inside a box are found by an index.

-- migrate: up

CREATE INDEX problem_inside ON problem USING gist (point(longitude, latitude)) WHERE review_status = 'approved';

-- migrate: down
DROP INDEX problem_inside;
