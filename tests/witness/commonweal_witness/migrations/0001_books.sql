-- migrate: up
CREATE TABLE deed (id uuid PRIMARY KEY);
CREATE TABLE heard (id uuid PRIMARY KEY, times integer NOT NULL);
CREATE TABLE done (id uuid PRIMARY KEY);

-- migrate: down
DROP TABLE deed, heard, done;
