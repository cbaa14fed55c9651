-- Mail that was kept instead of sent.

-- migrate: up

CREATE TABLE mail (
    id uuid PRIMARY KEY,
    recipient text NOT NULL,
    sender text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    html text,
    headers jsonb NOT NULL DEFAULT '{}',
    kept_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX mail_recipient ON mail (recipient, id);

-- migrate: down

DROP TABLE mail;
