-- migrate: up
CREATE TABLE item (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]*[.][a-z][a-z0-9_]*$'),
    item_id uuid NOT NULL,
    author_kind text NOT NULL CHECK (author_kind IN ('human', 'agent', 'service', 'guest')),
    author_id text NOT NULL,
    organisation_id uuid,
    locale text,
    domain text,
    summary text NOT NULL CHECK (char_length(summary) <= 500),
    status text NOT NULL CHECK (status IN ('pending', 'approved', 'flagged', 'rejected')),
    score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
    categories text[] NOT NULL DEFAULT '{}',
    reasons text[] NOT NULL DEFAULT '{}',
    priority smallint CHECK (priority BETWEEN 0 AND 3),
    flagged_at timestamptz,
    due_at timestamptz,
    alerted_at timestamptz,
    taken_by uuid,
    taken_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (kind, item_id),
    CHECK ((status = 'flagged') = (priority IS NOT NULL)),
    CHECK ((priority IS NULL) = (due_at IS NULL) AND (priority IS NULL) = (flagged_at IS NULL)),
    CHECK ((taken_by IS NULL) = (taken_until IS NULL)),
    CHECK (taken_by IS NULL OR status = 'flagged')
);
CREATE INDEX item_queue ON item (priority, due_at, id) WHERE status = 'flagged';
CREATE INDEX item_overdue ON item (due_at) WHERE status = 'flagged' AND alerted_at IS NULL;

-- Every decision, those about content that was never stored too; nothing here is changed or taken away.
CREATE TABLE decision (
    id uuid PRIMARY KEY,
    review_id uuid REFERENCES item (id),
    kind text NOT NULL,
    author_kind text NOT NULL,
    author_id text NOT NULL,
    organisation_id uuid,
    locale text,
    domain text,
    source text NOT NULL CHECK (source IN ('classifier', 'author', 'readers', 'admin')),
    before text NOT NULL CHECK (before IN ('pending', 'approved', 'flagged', 'rejected')),
    status text NOT NULL CHECK (status IN ('pending', 'approved', 'flagged', 'rejected')),
    score double precision,
    categories text[] NOT NULL DEFAULT '{}',
    reasons text[] NOT NULL DEFAULT '{}',
    notes text NOT NULL DEFAULT '' CHECK (char_length(notes) <= 2000),
    decided_by uuid,
    flagged_at timestamptz,
    due_at timestamptz,
    priority smallint,
    decided_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((source = 'admin') = (decided_by IS NOT NULL)),
    CHECK (source <> 'admin' OR char_length(notes) >= 10)
);
CREATE INDEX decision_of ON decision (review_id, decided_at);
CREATE INDEX decision_at ON decision (decided_at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'decisions are only ever added' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE report (
    id uuid PRIMARY KEY,
    review_id uuid NOT NULL REFERENCES item (id),
    reporter_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('dangerous', 'harmful', 'false', 'private', 'spam', 'other')),
    note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 2000),
    reported_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (review_id, reporter_id)
);

-- migrate: down
DROP TABLE report;
DROP TABLE decision;
DROP FUNCTION refuse_change();
DROP TABLE item;
