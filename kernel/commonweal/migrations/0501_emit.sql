-- Emitting from a plugin's own SQL function, in the statement that makes an event true.

-- migrate: up

CREATE FUNCTION emit(id uuid, type text, version integer, subject uuid, data jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kernel.event (id, type, version, subject, data)
    VALUES (emit.id, emit.type, emit.version, emit.subject, emit.data);
END;
$$;
COMMENT ON FUNCTION emit IS 'Writes an event; its arguments are those of commonweal.event_row.';

-- migrate: down

DROP FUNCTION emit;
