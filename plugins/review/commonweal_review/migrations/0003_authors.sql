-- migrate: up
CREATE INDEX item_author ON item (author_id, id);

-- migrate: down
DROP INDEX item_author;
