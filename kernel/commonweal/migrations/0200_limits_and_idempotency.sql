-- migrate: up

-- Requests counted in slots of a twelfth of their window. Unlogged: lost in a crash, which costs nobody anything.
CREATE UNLOGGED TABLE limit_use (
    principal text NOT NULL,
    action text NOT NULL,
    slot bigint NOT NULL,
    used integer NOT NULL,
    gone_after timestamptz NOT NULL,
    PRIMARY KEY (principal, action, slot)
);
CREATE INDEX limit_use_gone_after ON limit_use (gone_after);

-- The minutes in which a principal asked for more than its allowance.
CREATE UNLOGGED TABLE limit_breach (
    principal text NOT NULL,
    minute bigint NOT NULL,
    PRIMARY KEY (principal, minute)
);

-- Allowances cut after repeated breaches. Logged: a suspension ends when an admin says so, not with a crash.
CREATE TABLE limit_penalty (
    principal text PRIMARY KEY,
    keep_percent smallint NOT NULL CHECK (keep_percent BETWEEN 0 AND 99),
    until timestamptz NOT NULL
);

-- Answers to writes that carried an Idempotency-Key, committed together with what they answer.
CREATE TABLE idempotent_answer (
    principal text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (principal, key)
);
CREATE INDEX idempotent_answer_expires_at ON idempotent_answer (expires_at);

-- migrate: down

DROP TABLE idempotent_answer;
DROP TABLE limit_penalty;
DROP TABLE limit_breach;
DROP TABLE limit_use;
