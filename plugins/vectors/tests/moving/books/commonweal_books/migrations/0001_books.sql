-- migrate: up
CREATE TABLE book (
    id uuid PRIMARY KEY,
    story text NOT NULL,
    spanish text,
    shelf text NOT NULL,
    stars bigint NOT NULL DEFAULT 0
);

-- migrate: down
DROP TABLE book;
