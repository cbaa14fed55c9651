-- migrate: up
CREATE TABLE sample_data (
    name text PRIMARY KEY,
    loaded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE sample_data IS 'The sets of sample data that were loaded; each is loaded once.';

-- migrate: down
DROP TABLE sample_data;
