-- migrate: up
CREATE TABLE flash (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what text NOT NULL,
    flashed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- migrate: down
DROP TABLE flash;
