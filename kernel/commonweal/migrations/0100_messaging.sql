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

-- Drops the oldest partition that ended before the given time, unless a subscription has yet to read it.
CREATE FUNCTION drop_event_partition(ended_before timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    oldest text;
    wanted boolean;
BEGIN
    SELECT min(relname) INTO oldest FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'kernel.event'::regclass AND relname ~ '^event_\d{8}$';
    IF oldest IS NULL OR (to_date(right(oldest, 8), 'YYYYMMDD') + 1)::timestamp AT TIME ZONE 'UTC' > ended_before THEN
        RETURN NULL;
    END IF;
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM kernel.%I AS event, kernel.subscription '
        'WHERE (event.transaction, event.sequence) > (subscription.transaction, subscription.sequence))', oldest)
    INTO wanted;
    IF wanted THEN
        RETURN NULL;
    END IF;
    EXECUTE format('DROP TABLE kernel.%I', oldest);
    RETURN oldest;
END $$;

-- How far each subscription is behind the log; unread events are counted up to ten thousand.
CREATE VIEW subscription_state AS
SELECT name, transaction::text || '.' || sequence AS position, unread.events,
    coalesce(extract(epoch FROM now() - unread.oldest), 0)::float8 AS lag_seconds,
    (SELECT count(*) FROM kernel.delivery WHERE subscription = name AND dead_at IS NULL) AS retrying,
    (SELECT count(*) FROM kernel.delivery WHERE subscription = name AND dead_at IS NOT NULL) AS dead
FROM kernel.subscription, LATERAL (SELECT count(*) AS events, min(occurred_at) AS oldest FROM (
    SELECT occurred_at FROM kernel.event
    WHERE (event.transaction, event.sequence) > (subscription.transaction, subscription.sequence)
    ORDER BY event.transaction, event.sequence LIMIT 10000) AS next) AS unread;

-- Requests due for the relay, parked, running, waiting (sent, or for their time), and dead.
CREATE VIEW task_state AS
SELECT count(*) FILTER (WHERE dead_at IS NULL AND due_at <= now()) AS due,
    count(*) FILTER (WHERE dead_at IS NULL AND due_at = 'infinity') AS parked,
    count(*) FILTER (WHERE dead_at IS NULL AND running IS NOT NULL) AS running,
    count(*) FILTER (WHERE dead_at IS NULL AND running IS NULL AND due_at > now() AND due_at < 'infinity') AS waiting,
    count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead
FROM kernel.task_request;

CREATE VIEW dead_letter AS
SELECT 'event' AS kind, id, subscription AS name, type AS about, attempts, error, dead_at
FROM kernel.delivery WHERE dead_at IS NOT NULL
UNION ALL SELECT 'task', id, task, arguments::text, attempts, error, dead_at
FROM kernel.task_request WHERE dead_at IS NOT NULL;

-- migrate: down

DROP VIEW dead_letter;
DROP VIEW task_state;
DROP VIEW subscription_state;
DROP FUNCTION drop_event_partition(timestamptz);
DROP TABLE schedule_run;
DROP TABLE task_request;
DROP TABLE delivery;
DROP TABLE inbox;
DROP TABLE subscription;
DROP FUNCTION make_event_partition(date);
DROP TABLE event;
DROP SEQUENCE event_sequence;
