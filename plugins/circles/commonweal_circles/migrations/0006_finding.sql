-- Finding circles and threads: by words in three languages, by place, and in the orders of the directory.

-- migrate: up

-- Chinese as overlapping pairs of characters, in their order; the last character of a run stands alone, so that
-- a query of one character finds every place it occurs in by prefix.
CREATE FUNCTION han_pairs(content text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(string_agg(substr(run.found[1], place, 2), ' ' ORDER BY run.number, place), '')
    FROM regexp_matches(content, '[\u3400-\u4dbf\u4e00-\u9fff]+', 'g') WITH ORDINALITY AS run (found, number),
         generate_series(1, length(run.found[1])) AS place;
END;

-- Spanish readers often type without accents: each text is indexed both ways.
CREATE FUNCTION search_document(locale text, content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE locale
        WHEN 'en' THEN to_tsvector('pg_catalog.english', normalize(content, NFKC))
        WHEN 'es' THEN to_tsvector('pg_catalog.spanish', normalize(content, NFKC))
            || to_tsvector('pg_catalog.spanish', translate(lower(normalize(content, NFKC)), 'áéíóúüñ', 'aeiouun'))
        ELSE to_tsvector('pg_catalog.simple', han_pairs(normalize(content, NFKC)))
            || to_tsvector('pg_catalog.simple',
                regexp_replace(normalize(content, NFKC), '[\u3400-\u4dbf\u4e00-\u9fff]+', ' ', 'g'))
    END;

-- What a reader typed, as a query against search_document of a locale.
CREATE FUNCTION search_query(locale text, words text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE locale
        WHEN 'en' THEN websearch_to_tsquery('pg_catalog.english', normalize(words, NFKC))
        WHEN 'es' THEN websearch_to_tsquery('pg_catalog.spanish', normalize(words, NFKC))
        ELSE (
            SELECT coalesce(string_agg(pair, ' & '), '')::tsquery
            FROM (
                SELECT CASE WHEN length(run.found[1]) = 1 THEN run.found[1] || ':*'
                            ELSE substr(run.found[1], place, 2) END AS pair
                FROM regexp_matches(normalize(words, NFKC), '[\u3400-\u4dbf\u4e00-\u9fff]+', 'g') AS run (found),
                     generate_series(1, greatest(1, length(run.found[1]) - 1)) AS place
            ) AS pairs
        ) && plainto_tsquery('pg_catalog.simple',
            regexp_replace(normalize(words, NFKC), '[\u3400-\u4dbf\u4e00-\u9fff]+', ' ', 'g'))
    END;

-- A box that crosses 180 degrees goes on beyond them: whoever asks compares also what lies 360 degrees farther.
CREATE FUNCTION box_of(west double precision, south double precision, east double precision, north double precision)
    RETURNS box LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN box(point(west, south), point(CASE WHEN west > east THEN east + 360 ELSE east END, north));

ALTER TABLE circle ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(search_document(locale, name), 'A')
    || setweight(search_document(locale, topic || ' ' || place_name), 'B')
    || setweight(search_document(locale, description), 'D')) STORED;

-- Of threads only; replies are found by the thread they stand in.
ALTER TABLE post ADD COLUMN search tsvector GENERATED ALWAYS AS (
    CASE WHEN depth = 0 THEN setweight(search_document(locale, title), 'A')
        || setweight(search_document(locale, text), 'D') END) STORED;

CREATE INDEX circle_search ON circle USING gin (search);
CREATE INDEX circle_place ON circle USING gist (box_of(west, south, east, north)) WHERE west IS NOT NULL;
CREATE INDEX circle_by_members ON circle (members DESC, id DESC)
    WHERE visibility = 'public' AND review_status = 'approved';
CREATE INDEX circle_by_verified ON circle (verified DESC, id DESC)
    WHERE visibility = 'public' AND review_status = 'approved';
CREATE INDEX post_search ON post USING gin (search) WHERE depth = 0 AND is_public;

-- migrate: down

DROP INDEX post_search, circle_by_verified, circle_by_members, circle_place, circle_search;
ALTER TABLE post DROP COLUMN search;
ALTER TABLE circle DROP COLUMN search;
DROP FUNCTION box_of, search_query, search_document, han_pairs;
