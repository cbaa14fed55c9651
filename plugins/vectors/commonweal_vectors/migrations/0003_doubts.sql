-- What stores may hold or lack, because somebody set out to write it and is not known to have ended well.

-- migrate: up

-- An attempt to write an item to the stores of its collection, noted before the first store is told, and taken away
-- in the unit of work that enters the outcome. One that was killed, or not answered, leaves its row behind: then the
-- item is written again, whatever its entry says.
CREATE TABLE doubt (
    collection text NOT NULL,
    item_id uuid NOT NULL,
    attempt uuid NOT NULL,
    document_id uuid NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (collection, item_id, attempt)
);
CREATE INDEX doubt_document ON doubt (collection, document_id);
CREATE INDEX doubt_began ON doubt (began_at);

-- migrate: down
DROP TABLE doubt;
