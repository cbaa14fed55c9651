-- migrate: up
CREATE TABLE note (id uuid PRIMARY KEY, text text NOT NULL, review_status text NOT NULL);
CREATE TABLE told (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note_id uuid NOT NULL, status text NOT NULL);

-- migrate: down
DROP TABLE told;
DROP TABLE note;
