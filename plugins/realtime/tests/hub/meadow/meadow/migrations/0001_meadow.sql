-- migrate: up

CREATE TABLE club (id uuid PRIMARY KEY, posts integer NOT NULL DEFAULT 0);
CREATE TABLE member (club uuid NOT NULL, account uuid NOT NULL, PRIMARY KEY (club, account));

-- migrate: down

DROP TABLE member;
DROP TABLE club;
