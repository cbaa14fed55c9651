-- What the kinds of the base keep: announcements, and which reminders were told.

-- migrate: up

CREATE TABLE announcement (
    id uuid PRIMARY KEY,
    texts jsonb NOT NULL CHECK (jsonb_typeof(texts) = 'object'),
    path text NOT NULL DEFAULT '' CHECK (path = '' OR path ~ '^/([^/]|$)'),
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN announcement.texts IS 'By language: title and text.';
COMMENT ON COLUMN announcement.path IS 'The page of this site that it leads to; empty: the inbox.';

-- What the clock brings is told once for each subject and occasion, such as a claim and its deadline.
CREATE TABLE reminder (
    kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
    subject uuid NOT NULL,
    occasion text NOT NULL CHECK (length(occasion) BETWEEN 1 AND 100),
    told_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, subject, occasion)
);
CREATE INDEX reminder_old ON reminder (told_at);

-- migrate: down

DROP TABLE reminder, announcement;
