-- An index for reversals alone: most transactions reverse nothing, and need no entry in it.

-- migrate: no-transaction
-- migrate: up

CREATE UNIQUE INDEX CONCURRENTLY transaction_reversed ON transaction (reverses) WHERE reverses IS NOT NULL;

-- migrate: down

DROP INDEX CONCURRENTLY IF EXISTS transaction_reversed;
