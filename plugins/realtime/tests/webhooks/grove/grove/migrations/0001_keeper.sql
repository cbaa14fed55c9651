-- Who looks after a tree.

-- migrate: up

CREATE TABLE keeper (tree uuid NOT NULL, account uuid NOT NULL, PRIMARY KEY (tree, account));

-- migrate: down

DROP TABLE keeper;
