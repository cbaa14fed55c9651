-- migrate: up

-- How often and when: the rules of DOMAIN §2.6 on rate limits, in one place and without round trips.

-- Count one use, unless the window that ends with this slot holds as many as penalties leave of what is allowed.
CREATE FUNCTION spend_limit(
    of text, what text, at_slot bigint, gone timestamptz, allowed integer, slots integer
) RETURNS boolean LANGUAGE sql AS $$
    WITH past AS (
        SELECT coalesce(sum(used), 0) AS used FROM kernel.limit_use
        WHERE principal = of AND action = what AND slot > at_slot - slots AND slot < at_slot
    ), free AS (
        SELECT allowed * coalesce(min(keep_percent), 100) / 100 - (SELECT used FROM past) AS uses
        FROM kernel.limit_penalty WHERE principal = of AND until > now()
    ), counted AS (
        INSERT INTO kernel.limit_use AS u (principal, action, slot, used, gone_after)
        SELECT of, what, at_slot, 1, gone FROM free WHERE uses > 0
        ON CONFLICT (principal, action, slot) DO UPDATE SET used = u.used + 1
            WHERE u.used < (SELECT uses FROM free)
        RETURNING 1
    )
    SELECT EXISTS (SELECT FROM counted)
$$;

-- Add the uses one process counted by itself.
CREATE FUNCTION add_limit_uses(
    principals text[], actions text[], slots bigint[], uses integer[], gone timestamptz[]
) RETURNS void LANGUAGE sql AS $$
    INSERT INTO kernel.limit_use AS u (principal, action, slot, used, gone_after)
    SELECT * FROM unnest(principals, actions, slots, uses, gone) AS t (principal, action, slot, used, gone_after)
    ORDER BY principal, action, slot
    ON CONFLICT (principal, action, slot) DO UPDATE SET used = u.used + excluded.used
$$;

-- Note this minute as a breach of each principal, and cut the allowance of whoever has too many:
-- 3 in 5 min halve it for 1 h, 10 in 30 min cut it by 75 % for 6 h, 25 in 1 h suspend.
CREATE FUNCTION punish_breaches(principals text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO kernel.limit_breach (principal, minute)
    SELECT unnest(principals), floor(extract(epoch FROM now()) / 60) ON CONFLICT DO NOTHING;

    WITH deserved AS (
        SELECT principal, keep_percent, coalesce(now() + lasts, 'infinity') AS until
        FROM kernel.limit_breach, (
            VALUES (3, 5, 50, interval '1 hour'), (10, 30, 25, interval '6 hours'), (25, 60, 0, NULL)
        ) AS rule (breaches, minutes, keep_percent, lasts)
        WHERE principal = ANY (principals) AND minute > floor(extract(epoch FROM now()) / 60) - minutes
        GROUP BY principal, breaches, keep_percent, lasts HAVING count(*) >= breaches
    )
    INSERT INTO kernel.limit_penalty AS p (principal, keep_percent, until)
    SELECT DISTINCT ON (principal) principal, keep_percent, until FROM deserved ORDER BY principal, keep_percent
    ON CONFLICT (principal) DO UPDATE SET keep_percent = excluded.keep_percent, until = excluded.until
        WHERE p.until <= now() OR excluded.keep_percent < p.keep_percent
$$;

-- What all processes know: the percentage penalties leave of each allowance, and the uses by slot.
CREATE FUNCTION known_limits(principals text[], actions text[])
RETURNS TABLE (principal text, action text, kept smallint, slot bigint, used integer) LANGUAGE sql STABLE AS $$
    SELECT t.principal, t.action, coalesce(p.keep_percent, 100::smallint), u.slot, u.used
    FROM unnest(principals, actions) AS t (principal, action)
    LEFT JOIN kernel.limit_penalty p ON p.principal = t.principal AND p.until > now()
    LEFT JOIN kernel.limit_use u
        ON u.principal = t.principal AND u.action = t.action AND u.gone_after > now()
$$;

-- Lift the penalty of a principal and forget its breaches.
CREATE FUNCTION pardon_breaches(of text) RETURNS void LANGUAGE sql AS $$
    DELETE FROM kernel.limit_penalty WHERE principal = of;
    DELETE FROM kernel.limit_breach WHERE principal = of;
$$;

-- Forget what lies outside every window, and answers kept longer than promised.
CREATE FUNCTION forget_requests() RETURNS void LANGUAGE sql AS $$
    DELETE FROM kernel.limit_use WHERE gone_after < now();
    DELETE FROM kernel.limit_breach WHERE minute < floor(extract(epoch FROM now()) / 60) - 60;
    DELETE FROM kernel.idempotent_answer WHERE expires_at < now();
$$;

-- migrate: down

DROP FUNCTION forget_requests(), pardon_breaches(text), known_limits(text[], text[]), punish_breaches(text[]),
    add_limit_uses(text[], text[], bigint[], integer[], timestamptz[]),
    spend_limit(text, text, bigint, timestamptz, integer, integer);
