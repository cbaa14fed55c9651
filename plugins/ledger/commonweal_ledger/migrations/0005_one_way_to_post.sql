-- What 0003_reversed_once.sql and 0004_one_statement.sql took the place of.

-- migrate: contract
-- migrate: up

DROP FUNCTION post(uuid, text, text, uuid, text, uuid, text, uuid[], bigint[]);
DROP FUNCTION look_at;
ALTER TABLE transaction DROP CONSTRAINT transaction_reverses_key;

-- migrate: down

ALTER TABLE transaction ADD CONSTRAINT transaction_reverses_key UNIQUE (reverses);

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
