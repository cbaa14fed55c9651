-- The books of DOMAIN §10: accounts, transactions, postings and holds. What must always hold stands here too,
-- so that no writer can get past it.

-- migrate: up

CREATE TABLE account (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('human', 'pool', 'issuance', 'burn')),
    balance_minor bigint NOT NULL DEFAULT 0,
    held_minor bigint NOT NULL DEFAULT 0,
    postings bigint NOT NULL DEFAULT 0,
    opened_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_never_negative CHECK (
        CASE kind WHEN 'issuance' THEN balance_minor <= 0 ELSE balance_minor >= 0 END),
    CONSTRAINT account_covers_its_holds CHECK (held_minor = 0 OR held_minor BETWEEN 0 AND balance_minor)
);
COMMENT ON TABLE account IS
    'A human, the pool of an organisation (id: theirs), or a stripe of issuance or burn.';
COMMENT ON COLUMN account.postings IS 'How many postings there are: the number of the last one.';

-- Issuance and burn take part in nearly every transaction. Sixteen rows each keep them from being the one
-- lock that everybody waits for; the balance of issuance is the sum of its stripes.
INSERT INTO account (id, kind)
SELECT ('00000000-0000-0000-0000-' || which || lpad(to_hex(stripe), 10, '0'))::uuid, kind
FROM (VALUES ('01', 'issuance'), ('02', 'burn')) AS system (which, kind), generate_series(0, 15) AS stripe;

CREATE TABLE transaction (
    id uuid PRIMARY KEY,
    key text NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 64),
    type text NOT NULL CHECK (type ~ '^[a-z][a-z0-9_]{1,39}$'),
    reference uuid,
    description text NOT NULL CHECK (length(description) <= 500),
    reverses uuid UNIQUE REFERENCES transaction (id),
    posted_at timestamptz NOT NULL DEFAULT now(),
    CHECK (reverses <> id)
);
-- DOMAIN §10.2: how often each kind of earning happens.
CREATE UNIQUE INDEX transaction_once ON transaction (type, reference)
    WHERE reverses IS NULL AND type IN (
        'earn_mission', 'earn_peer_review', 'earn_referral', 'earn_orientation', 'earn_first_in_domain');
CREATE INDEX transaction_time ON transaction (posted_at);

CREATE TABLE posting (
    account_id uuid NOT NULL REFERENCES account (id),
    number bigint NOT NULL CHECK (number > 0),
    transaction_id uuid NOT NULL REFERENCES transaction (id),
    amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
    balance_after_minor bigint NOT NULL,
    PRIMARY KEY (account_id, number),
    UNIQUE (transaction_id, account_id)
);
COMMENT ON COLUMN posting.number IS 'Counts the postings of an account from 1 without a gap.';

-- A reservation of part of a balance, such as the rewards of a partner's mission.
CREATE TABLE hold (
    key text PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 64),
    account_id uuid NOT NULL REFERENCES account (id),
    reference uuid,
    held_minor bigint NOT NULL CHECK (held_minor > 0),
    left_minor bigint NOT NULL CHECK (left_minor BETWEEN 0 AND held_minor),
    opened_at timestamptz NOT NULL DEFAULT now(),
    released_at timestamptz,
    CHECK (released_at IS NULL OR left_minor = 0)
);
CREATE INDEX hold_account ON hold (account_id) WHERE left_minor > 0;

-- Which parts of a week's soft cap were told of (DOMAIN §10.5).
CREATE TABLE issuance_alert (
    week date NOT NULL CHECK (extract(isodow FROM week) = 1),
    percent integer NOT NULL,
    told_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (week, percent)
);

-- Nothing posted is ever changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was posted stays: post a reversing transaction' USING ERRCODE = 'integrity_constraint_violation';
END;
$$;
CREATE TRIGGER transaction_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Looked at when the business transaction commits: each transaction balances, and no posting came later.
CREATE FUNCTION look_at(transaction uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
    many bigint;
BEGIN
    SELECT coalesce(sum(amount_minor), 0), count(*) INTO total, many
    FROM ledger.posting WHERE transaction_id = transaction;
    IF total <> 0 OR many < 2 THEN
        RAISE EXCEPTION 'transaction % has % postings with the sum %', transaction, many, total
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END;
$$;
CREATE FUNCTION transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger.look_at(NEW.id);
    RETURN NULL;
END;
$$;
CREATE FUNCTION posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger.look_at(NEW.transaction_id);
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER transaction_balances AFTER INSERT ON transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION transaction_balances();
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION posting_balances();

-- What is known under a key: replayed when it has the same content, reused when it has another, null when unknown.
CREATE FUNCTION known(
    asked_key text, asked_type text, asked_reference uuid, accounts uuid[], amounts bigint[],
    OUT outcome text, OUT transaction_id uuid
) LANGUAGE plpgsql STABLE AS $$
BEGIN
    SELECT t.id, CASE WHEN t.type = asked_type AND t.reference IS NOT DISTINCT FROM asked_reference
        AND (SELECT array_agg(ROW(p.account_id, p.amount_minor) ORDER BY p.account_id)
             FROM ledger.posting p WHERE p.transaction_id = t.id)
          = (SELECT array_agg(ROW(a.id, a.amount) ORDER BY a.id) FROM unnest(accounts, amounts) AS a (id, amount))
        THEN 'replayed' ELSE 'reused' END
    INTO transaction_id, outcome
    FROM ledger.transaction t WHERE t.key = asked_key;
END;
$$;

-- Post one transaction in one round trip. Its accounts are locked in the order of their ids, so that two
-- transactions never wait for each other. Answers with what happened:
--   posted; replayed (the key is there, with the same content); reused (with other content);
--   repeated (this was paid or reversed under another key); missing (an account does not exist: which);
--   short (an account holds too little: which, and what it may spend); unheld (the hold is smaller).
CREATE FUNCTION post(
    new_id uuid, new_key text, new_type text, new_reference uuid, new_description text, new_reverses uuid,
    from_hold text, accounts uuid[], amounts bigint[],
    OUT outcome text, OUT transaction_id uuid, OUT account_id uuid, OUT spendable_minor bigint
) LANGUAGE plpgsql AS $$
DECLARE
    freed bigint := 0;
    payer uuid;
BEGIN
    SELECT k.outcome, k.transaction_id INTO outcome, transaction_id
    FROM ledger.known(new_key, new_type, new_reference, accounts, amounts) k;
    IF outcome IS NULL AND EXISTS (SELECT FROM ledger.transaction t WHERE t.reverses = new_reverses) THEN
        outcome := 'repeated';
    END IF;
    IF outcome IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM FROM ledger.account a WHERE a.id = ANY (accounts) ORDER BY a.id FOR NO KEY UPDATE;

    IF from_hold IS NOT NULL THEN
        SELECT h.account_id, h.left_minor INTO payer, spendable_minor
        FROM ledger.hold h WHERE h.key = from_hold FOR UPDATE;
        SELECT -a.amount INTO freed FROM unnest(accounts, amounts) AS a (id, amount) WHERE a.id = payer;
        IF freed IS NULL OR freed > spendable_minor THEN
            outcome := 'unheld';
            account_id := payer;
            RETURN;
        END IF;
    END IF;

    SELECT asked.id, a.balance_minor - a.held_minor INTO account_id, spendable_minor
    FROM unnest(accounts, amounts) AS asked (id, amount) LEFT JOIN ledger.account a ON a.id = asked.id
    WHERE a.id IS NULL OR a.kind <> 'issuance' AND asked.amount < 0
        AND a.balance_minor - a.held_minor + CASE WHEN a.id = payer THEN freed ELSE 0 END + asked.amount < 0
    ORDER BY a.id NULLS FIRST LIMIT 1;
    IF account_id IS NOT NULL THEN
        outcome := CASE WHEN spendable_minor IS NULL THEN 'missing' ELSE 'short' END;
        RETURN;
    END IF;

    INSERT INTO ledger.transaction (id, key, type, reference, description, reverses)
    VALUES (new_id, new_key, new_type, new_reference, new_description, new_reverses)
    ON CONFLICT DO NOTHING RETURNING id INTO transaction_id;
    IF transaction_id IS NULL THEN
        SELECT k.outcome, k.transaction_id INTO outcome, transaction_id
        FROM ledger.known(new_key, new_type, new_reference, accounts, amounts) k;
        outcome := coalesce(outcome, 'repeated');
        RETURN;
    END IF;

    IF freed > 0 THEN
        UPDATE ledger.hold SET left_minor = left_minor - freed WHERE key = from_hold;
    END IF;
    WITH moved AS (
        UPDATE ledger.account a SET
            balance_minor = a.balance_minor + asked.amount,
            held_minor = a.held_minor - CASE WHEN a.id = payer THEN freed ELSE 0 END,
            postings = a.postings + 1
        FROM unnest(accounts, amounts) AS asked (id, amount) WHERE a.id = asked.id
        RETURNING a.id, a.postings, asked.amount, a.balance_minor
    )
    INSERT INTO ledger.posting (account_id, number, transaction_id, amount_minor, balance_after_minor)
    SELECT id, postings, new_id, amount, balance_minor FROM moved;
    outcome := 'posted';
END;
$$;

-- Reserve part of a balance. Answers held, replayed, reused, missing or short, as post() does.
CREATE FUNCTION reserve(
    new_key text, from_account uuid, new_reference uuid, amount bigint,
    OUT outcome text, OUT spendable_minor bigint
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT balance_minor - held_minor INTO spendable_minor
    FROM ledger.account WHERE id = from_account FOR NO KEY UPDATE;
    SELECT CASE WHEN account_id = from_account AND held_minor = amount
        AND reference IS NOT DISTINCT FROM new_reference THEN 'replayed' ELSE 'reused' END INTO outcome
    FROM ledger.hold WHERE key = new_key;
    IF outcome IS NOT NULL THEN
        RETURN;
    ELSIF spendable_minor IS NULL OR spendable_minor < amount THEN
        outcome := CASE WHEN spendable_minor IS NULL THEN 'missing' ELSE 'short' END;
        RETURN;
    END IF;
    INSERT INTO ledger.hold (key, account_id, reference, held_minor, left_minor)
    VALUES (new_key, from_account, new_reference, amount, amount);
    UPDATE ledger.account SET held_minor = held_minor + amount WHERE id = from_account;
    outcome := 'held';
END;
$$;

-- Free what is left of a reservation; answers with the amount, 0 the second time, null for an unknown key.
CREATE FUNCTION free(hold_key text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    owner uuid;
    freed bigint;
BEGIN
    SELECT account_id INTO owner FROM ledger.hold WHERE key = hold_key;
    PERFORM FROM ledger.account WHERE id = owner FOR NO KEY UPDATE;
    SELECT left_minor INTO freed FROM ledger.hold WHERE key = hold_key FOR UPDATE;
    UPDATE ledger.hold SET left_minor = 0, released_at = coalesce(released_at, now()) WHERE key = hold_key;
    UPDATE ledger.account SET held_minor = held_minor - freed WHERE id = owner AND freed > 0;
    RETURN freed;
END;
$$;

-- migrate: down

DROP TABLE issuance_alert, hold, posting, transaction, account;
DROP FUNCTION free, reserve, post, known, posting_balances, transaction_balances, look_at, refuse_change;
