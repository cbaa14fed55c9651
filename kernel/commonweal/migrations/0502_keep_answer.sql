-- Keeping the answer to a write, with whatever plugin's rights the transaction has at its end.

-- migrate: up

CREATE FUNCTION keep_answer(of text, by text, hash bytea, status smallint, headers jsonb, body bytea)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    INSERT INTO kernel.idempotent_answer AS a (principal, key, request_hash, status, headers, body, expires_at)
    VALUES (of, by, hash, status, headers, body, now() + interval '24 hours')
    ON CONFLICT (principal, key) DO UPDATE SET request_hash = excluded.request_hash, status = excluded.status,
        headers = excluded.headers, body = excluded.body, expires_at = excluded.expires_at
$$;

-- migrate: down

DROP FUNCTION keep_answer(text, text, bytea, smallint, jsonb, bytea);
