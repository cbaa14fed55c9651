-- Finding people by what stands for their name behind an "@": see handles.py.

-- migrate: up

-- Hashed, because some names become long when they are taken apart.
CREATE INDEX human_handle ON human USING hash (btrim(regexp_replace(
    regexp_replace(lower(normalize(display_name, NFKD)), '[\u0300-\u036f]', '', 'g'),
    '[[:space:]!-/:-@[-`{-~\u00b7\u2018\u2019\u30fb]+', '_', 'g'), '_'));

-- migrate: down

DROP INDEX human_handle;
