-- migrate: up
ALTER TABLE item DROP CONSTRAINT item_author_kind_check;
ALTER TABLE item ADD CONSTRAINT item_author_kind_check
    CHECK (author_kind IN ('human', 'agent', 'organisation', 'service', 'guest'));

-- migrate: down
ALTER TABLE item DROP CONSTRAINT item_author_kind_check;
ALTER TABLE item ADD CONSTRAINT item_author_kind_check
    CHECK (author_kind IN ('human', 'agent', 'service', 'guest'));
