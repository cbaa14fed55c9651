-- What the index of a collection consists of. The vectors themselves lie in stores, in PostgreSQL or elsewhere;
-- what stands here says which vectors there are, where, made by whom, and what has to be brought up to date.

-- migrate: up

-- One copy of a collection's vectors in one store, made by one model. Searches use the active one; while others
-- are filled, or kept after a change so that one can go back, every change is written to all of them.
CREATE TABLE generation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection text NOT NULL,
    store text NOT NULL,
    embedder text NOT NULL,
    model text NOT NULL,
    embeds text NOT NULL,
    shape jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('filling', 'ready', 'active', 'kept', 'dropping')),
    automatic boolean NOT NULL,
    filled_to uuid,
    filled bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    error text,
    began_at timestamptz NOT NULL DEFAULT now(),
    filled_at timestamptz,
    activated_at timestamptz
);
COMMENT ON COLUMN generation.embeds IS 'What the embedder calls the model; vectors of two of these are never compared.';
COMMENT ON COLUMN generation.automatic IS 'It takes over by itself once it is filled; else a person decides.';
CREATE UNIQUE INDEX generation_active ON generation (collection) WHERE state = 'active';
CREATE UNIQUE INDEX generation_coming ON generation (collection) WHERE state IN ('filling', 'ready');

-- Which items there are: one for each text of a document, the same in every generation.
CREATE TABLE entry (
    collection text NOT NULL,
    item_id uuid NOT NULL,
    document_id uuid NOT NULL,
    part text NOT NULL,
    text_hash bytea NOT NULL,
    fields_hash bytea NOT NULL,
    indexed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (collection, item_id)
);
CREATE INDEX entry_document ON entry (collection, document_id);

-- Documents that an event named, and that the index has to read again. `number` rises with every event, so that a
-- change which comes while the document is being read is not taken for one that was seen.
CREATE SEQUENCE change_number;
CREATE TABLE change (
    collection text NOT NULL,
    document_id uuid NOT NULL,
    number bigint NOT NULL,
    due_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    error text,
    PRIMARY KEY (collection, document_id)
);
CREATE INDEX change_due ON change (collection, due_at);

-- Collections for which a task was asked that works off their changes.
CREATE TABLE wake (
    collection text PRIMARY KEY,
    asked_at timestamptz NOT NULL DEFAULT now()
);

-- Vectors that cost money, by the text they were made of, so that no text is paid for twice.
CREATE TABLE embedding (
    embeds text NOT NULL,
    text_hash bytea NOT NULL,
    vector bytea NOT NULL,
    used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (embeds, text_hash)
);
CREATE INDEX embedding_used ON embedding (used_at);
COMMENT ON COLUMN embedding.vector IS 'Little-endian 32-bit floats.';

-- What embedding cost, day by day (UTC).
CREATE TABLE spending (
    day date NOT NULL,
    embeds text NOT NULL,
    requests bigint NOT NULL,
    texts bigint NOT NULL,
    tokens bigint NOT NULL,
    microdollars bigint NOT NULL,
    PRIMARY KEY (day, embeds)
);

-- How long searches took: counts by hour, shape of the question and duration. Bucket n holds what took from 1.1^n
-- to 1.1^(n+1) microseconds. Neither questions nor who asked them are kept.
CREATE TABLE timing (
    generation bigint NOT NULL,
    shape text NOT NULL,
    hour timestamptz NOT NULL,
    bucket smallint NOT NULL,
    searches bigint NOT NULL,
    PRIMARY KEY (generation, shape, hour, bucket)
);
CREATE INDEX timing_hour ON timing (hour);

-- migrate: down
DROP TABLE timing;
DROP TABLE spending;
DROP TABLE embedding;
DROP TABLE wake;
DROP TABLE change;
DROP SEQUENCE change_number;
DROP TABLE entry;
DROP TABLE generation;
