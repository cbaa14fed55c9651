-- migrate: up
-- How many follow a topic at each gateway, as it says itself. Lost with a crash, and no loss.
CREATE UNLOGGED TABLE presence (
    topic text NOT NULL,
    gateway uuid NOT NULL,
    followers integer NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (topic, gateway)
);
CREATE INDEX presence_changed_at ON presence (changed_at);
CREATE INDEX presence_gateway ON presence (gateway);

-- migrate: down
DROP TABLE presence;
