-- migrate: up

CREATE TABLE picture (id uuid PRIMARY KEY, title text NOT NULL, position bigint GENERATED ALWAYS AS IDENTITY);

-- migrate: down

DROP TABLE picture;
