-- Posting and its events in one statement; whoever waited for the same transaction gets its receipt; tokens never
-- move between humans. The post() of before stays beside the new one until 0005_one_way_to_post.sql.

-- migrate: up

-- Looked at when the business transaction commits, once for each posting: the transaction balances, and at
-- most one human takes part (DOMAIN §10.1).
CREATE OR REPLACE FUNCTION posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
    many bigint;
    humans bigint;
BEGIN
    SELECT sum(p.amount_minor), count(*), count(*) FILTER (WHERE a.kind = 'human') INTO total, many, humans
    FROM ledger.posting p JOIN ledger.account a ON a.id = p.account_id WHERE p.transaction_id = NEW.transaction_id;
    IF total <> 0 OR many < 2 THEN
        RAISE EXCEPTION 'transaction % has % postings with the sum %', NEW.transaction_id, many, total
            USING ERRCODE = 'integrity_constraint_violation';
    ELSIF humans > 1 THEN
        RAISE EXCEPTION 'transaction % moves tokens between % humans', NEW.transaction_id, humans
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE OR REPLACE FUNCTION transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger.posting p WHERE p.transaction_id = NEW.id) THEN
        RAISE EXCEPTION 'transaction % has 0 postings with the sum 0', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END;
$$;

-- What is known of a transaction that cannot be written: replayed or reused as known() says, repeated when this
-- was paid or reversed under another key; null when nothing is.
CREATE FUNCTION known_otherwise(
    asked_key text, asked_type text, asked_reference uuid, asked_reverses uuid, accounts uuid[], amounts bigint[],
    OUT outcome text, OUT transaction_id uuid
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT k.outcome, k.transaction_id INTO outcome, transaction_id
    FROM ledger.known(asked_key, asked_type, asked_reference, accounts, amounts) k;
    IF outcome IS NULL AND EXISTS (SELECT FROM ledger.transaction t WHERE t.reverses = asked_reverses) THEN
        outcome := 'repeated';
    END IF;
END;
$$;

-- Post one transaction. Its accounts, which are given in the order of their ids, are locked in that order, so
-- that two transactions never wait for each other. Answers with what happened:
--   posted, and then the events told_ids, told_subjects and told_data are emitted;
--   replayed (the key is there, with the same content); reused (with other content);
--   repeated (this was paid or reversed under another key); missing (an account does not exist: which);
--   short (an account holds too little: which, and what it may spend); unheld (the hold is smaller);
--   crossed (more than one human takes part).
-- The plan is the same for all arrays: making one anew for each call takes longer than the call.
CREATE FUNCTION post(
    new_id uuid, new_key text, new_type text, new_reference uuid, new_description text, new_reverses uuid,
    from_hold text, accounts uuid[], amounts bigint[],
    told_type text, told_version integer, told_ids uuid[], told_subjects uuid[], told_data text[],
    OUT outcome text, OUT transaction_id uuid, OUT account_id uuid, OUT spendable_minor bigint
) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    payer uuid;
    freed bigint := 0;
    found uuid[];
    kinds text[];
    balances bigint[];
    held bigint[];
    numbers bigint[];
BEGIN
    SELECT array_agg(l.id), array_agg(l.kind), array_agg(l.balance_minor), array_agg(l.held_minor),
        array_agg(l.postings + 1), (SELECT t.id FROM ledger.transaction t WHERE t.key = new_key)
    INTO found, kinds, balances, held, numbers, transaction_id
    FROM (SELECT a.* FROM ledger.account a WHERE a.id = ANY (accounts) ORDER BY a.id FOR NO KEY UPDATE) AS l;

    IF transaction_id IS NOT NULL THEN
        outcome := 'known';
    ELSIF found IS DISTINCT FROM accounts THEN
        SELECT a.id INTO account_id FROM unnest(accounts) AS a (id) WHERE a.id = ANY (found) IS NOT true LIMIT 1;
        outcome := 'missing';
    ELSIF cardinality(array_positions(kinds, 'human')) > 1 THEN
        outcome := 'crossed';
    ELSIF from_hold IS NOT NULL THEN
        SELECT h.account_id, h.left_minor INTO payer, spendable_minor
        FROM ledger.hold h WHERE h.key = from_hold FOR UPDATE;
        freed := -amounts[array_position(accounts, payer)];
        IF freed IS NULL OR freed <= 0 OR freed > spendable_minor THEN
            account_id := payer;
            outcome := 'unheld';
        ELSE
            held[array_position(accounts, payer)] := held[array_position(accounts, payer)] - freed;
        END IF;
    END IF;
    IF outcome IS NULL THEN
        FOR i IN 1 .. cardinality(accounts) LOOP
            IF amounts[i] < 0 AND kinds[i] <> 'issuance' AND balances[i] - held[i] + amounts[i] < 0 THEN
                account_id := accounts[i];
                spendable_minor := balances[i] - held[i];
                outcome := 'short';
                EXIT;
            END IF;
            balances[i] := balances[i] + amounts[i];
        END LOOP;
    END IF;
    IF outcome IS NULL THEN
        INSERT INTO ledger.transaction (id, key, type, reference, description, reverses)
        VALUES (new_id, new_key, new_type, new_reference, new_description, new_reverses)
        ON CONFLICT DO NOTHING RETURNING id INTO transaction_id;
        outcome := CASE WHEN transaction_id IS NULL THEN 'repeated' END;
    END IF;
    IF outcome IS NOT NULL THEN
        -- Whoever waited for a lock may now see that it was the same transaction they waited for.
        SELECT coalesce(k.outcome, post.outcome), k.transaction_id INTO outcome, transaction_id
        FROM ledger.known_otherwise(new_key, new_type, new_reference, new_reverses, accounts, amounts) k;
        RETURN;
    END IF;

    IF freed > 0 THEN
        UPDATE ledger.hold SET left_minor = left_minor - freed WHERE key = from_hold;
    END IF;
    UPDATE ledger.account a SET balance_minor = n.balance, held_minor = n.held, postings = n.number
    FROM unnest(accounts, balances, held, numbers) AS n (id, balance, held, number) WHERE a.id = n.id;
    INSERT INTO ledger.posting (account_id, number, transaction_id, amount_minor, balance_after_minor)
    SELECT n.id, n.number, new_id, n.amount, n.balance
    FROM unnest(accounts, numbers, amounts, balances) AS n (id, number, amount, balance);
    PERFORM kernel.emit(told.id, told_type, told_version, told.subject, told.data::jsonb)
    FROM unnest(told_ids, told_subjects, told_data) AS told (id, subject, data);
    outcome := 'posted';
END;
$$;

-- Reserve part of a balance. Answers held, replayed, reused, missing or short, as post() does.
CREATE OR REPLACE FUNCTION reserve(
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
    VALUES (new_key, from_account, new_reference, amount, amount) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        outcome := 'reused';  -- at this moment, and for another account: the same one would have waited
        RETURN;
    END IF;
    UPDATE ledger.account SET held_minor = held_minor + amount WHERE id = from_account;
    outcome := 'held';
END;
$$;

-- migrate: down

CREATE OR REPLACE FUNCTION reserve(
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

DROP FUNCTION post(uuid, text, text, uuid, text, uuid, text, uuid[], bigint[], text, integer, uuid[], uuid[], text[]);
DROP FUNCTION known_otherwise;

CREATE OR REPLACE FUNCTION transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger.look_at(NEW.id);
    RETURN NULL;
END;
$$;
CREATE OR REPLACE FUNCTION posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger.look_at(NEW.transaction_id);
    RETURN NULL;
END;
$$;
