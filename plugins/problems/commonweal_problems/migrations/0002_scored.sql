-- Whose the scores of a solution are: its proposer's, or those that review put in their place (DOMAIN §6.2).

-- migrate: up
ALTER TABLE solution ADD COLUMN scored_by text NOT NULL DEFAULT 'proposer'
    CHECK (scored_by IN ('proposer', 'review'));

-- migrate: down
ALTER TABLE solution DROP COLUMN scored_by;
