-- migrate: up

-- Without a key, so that what happens twice is there twice.
CREATE TABLE harvest (event uuid NOT NULL, number integer NOT NULL);
CREATE TABLE weighed (event uuid NOT NULL);

-- migrate: down

DROP TABLE weighed;
DROP TABLE harvest;
