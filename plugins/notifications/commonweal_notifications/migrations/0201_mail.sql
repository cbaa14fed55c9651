-- What came back is looked up by the Message-ID that we gave.

-- migrate: no-transaction
-- migrate: up

CREATE INDEX CONCURRENTLY delivery_message ON delivery (message_id) WHERE message_id IS NOT NULL;

-- migrate: down

DROP INDEX CONCURRENTLY IF EXISTS delivery_message;
