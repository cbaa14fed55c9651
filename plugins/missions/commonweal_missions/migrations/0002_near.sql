-- Near a point: all that decides whether a mission is near, and how near, stands in the index, so that only the
-- missions of the page are read from the table and not the thousands within the radius.

-- migrate: up

DROP INDEX mission_spot;
CREATE INDEX mission_spot ON mission USING gist (point(grid_longitude, grid_latitude))
    INCLUDE (grid_longitude, grid_latitude, sphere_x, sphere_y, sphere_z, expires_at, place_id, id)
    WHERE review_status = 'approved' AND archived_at IS NULL AND slots_taken < max_claims;

-- migrate: down

DROP INDEX mission_spot;
CREATE INDEX mission_spot ON mission USING gist (point(grid_longitude, grid_latitude))
    WHERE review_status = 'approved' AND archived_at IS NULL AND slots_taken < max_claims;
