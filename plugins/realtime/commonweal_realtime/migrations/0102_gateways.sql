-- migrate: up
-- How each gateway process fares, as it says itself every few seconds. Lost with a crash, and no loss.
CREATE UNLOGGED TABLE gateway (
    id uuid PRIMARY KEY,
    host text NOT NULL,
    pid integer NOT NULL,
    connections integer NOT NULL,
    opened bigint NOT NULL,
    refused bigint NOT NULL,
    dropped bigint NOT NULL,
    frames bigint NOT NULL,
    bytes bigint NOT NULL,
    buffered bigint NOT NULL,
    followed integer NOT NULL,
    lag_seconds double precision,
    gaps bigint NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now()
);

-- migrate: down
DROP TABLE gateway;
