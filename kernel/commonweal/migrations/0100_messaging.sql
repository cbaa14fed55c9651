-- migrate: up

CREATE SEQUENCE event_sequence;

-- The log, one partition a day; rows outside every day wait in the default partition until theirs is made.
CREATE TABLE event (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    sequence bigint NOT NULL DEFAULT nextval('kernel.event_sequence'),
    id uuid NOT NULL,
    type text NOT NULL,
    version integer NOT NULL,
    subject uuid,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    data jsonb NOT NULL
) PARTITION BY RANGE (occurred_at);
CREATE INDEX event_order ON event (transaction, sequence);
CREATE TABLE event_default PARTITION OF event DEFAULT;

-- Makes the partition of one day (UTC) and moves into it what already waits in the default partition.
CREATE FUNCTION make_event_partition(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name text := 'event_' || to_char(day, 'YYYYMMDD');
    first timestamptz := day::timestamp AT TIME ZONE 'UTC';
    next timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
    IF to_regclass('kernel.' || name) IS NOT NULL THEN
        RETURN;
    END IF;
    LOCK TABLE kernel.event_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE kernel.%I (LIKE kernel.event INCLUDING DEFAULTS INCLUDING INDEXES)', name);
    EXECUTE format(
        'WITH moved AS (DELETE FROM kernel.event_default WHERE occurred_at >= %L AND occurred_at < %L RETURNING *) '
        'INSERT INTO kernel.%I SELECT * FROM moved', first, next, name);
    EXECUTE format(
        'ALTER TABLE kernel.event ATTACH PARTITION kernel.%I FOR VALUES FROM (%L) TO (%L)', name, first, next);
END $$;

SELECT make_event_partition((now() AT TIME ZONE 'UTC')::date + ahead) FROM generate_series(0, 3) AS ahead;

-- How far each subscription has come; the holder is the one worker that may advance it.
CREATE TABLE subscription (
    name text PRIMARY KEY,
    transaction xid8 NOT NULL,
    sequence bigint NOT NULL,
    holder uuid,
    moved_at timestamptz NOT NULL DEFAULT now()
);

-- Which events a subscription has handled, committed together with the handler's effects.
CREATE TABLE inbox (
    subscription text NOT NULL,
    event uuid NOT NULL,
    transaction xid8 NOT NULL,
    sequence bigint NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subscription, event)
);
CREATE INDEX inbox_handled_at ON inbox (handled_at);

-- Events that failed, or wait behind a failed one of their subject; the dead ones wait for an operator.
CREATE TABLE delivery (
    subscription text NOT NULL,
    id uuid NOT NULL,
    transaction xid8 NOT NULL,
    sequence bigint NOT NULL,
    type text NOT NULL,
    version integer NOT NULL,
    subject uuid,
    occurred_at timestamptz NOT NULL,
    data jsonb NOT NULL,
    attempts integer NOT NULL,
    due_at timestamptz NOT NULL,
    error text,
    dead_at timestamptz,
    PRIMARY KEY (subscription, id)
);
CREATE INDEX delivery_due ON delivery (subscription, due_at) WHERE dead_at IS NULL;
CREATE INDEX delivery_subject ON delivery (subscription, subject, transaction, sequence) WHERE dead_at IS NULL;

-- The outbox of tasks: a request stays until its task is done, whatever the broker remembers.
CREATE TABLE task_request (
    id uuid PRIMARY KEY,
    task text NOT NULL,
    arguments jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL,           -- when the relay may send it (again); infinity: its task does not run here
    sends integer NOT NULL DEFAULT 0,      -- how often it went to the broker; each message carries its number
    settled integer NOT NULL DEFAULT 0,    -- messages up to this number are void
    running integer,                       -- the number of the message that is being worked on
    attempts integer NOT NULL DEFAULT 0,
    error text,
    dead_at timestamptz
);
CREATE INDEX task_request_due ON task_request (due_at) WHERE dead_at IS NULL;

-- The slots of time that schedules have had; a slot without a request fell into a time when its plugin was off.
CREATE TABLE schedule_run (
    schedule text NOT NULL,
    slot timestamptz NOT NULL,
    request uuid,
    PRIMARY KEY (schedule, slot)
);

-- migrate: down

DROP TABLE schedule_run;
DROP TABLE task_request;
DROP TABLE delivery;
DROP TABLE inbox;
DROP TABLE subscription;
DROP FUNCTION make_event_partition(date);
DROP TABLE event;
DROP SEQUENCE event_sequence;
