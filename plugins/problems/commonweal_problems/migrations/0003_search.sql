-- Searching problems and solutions by words: each text as its own language takes it apart.

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

ALTER TABLE problem ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(search_document(source_locale, title), 'A')
    || setweight(search_document(source_locale, location_name), 'B')
    || setweight(search_document(source_locale, description), 'D')) STORED;

ALTER TABLE solution ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(search_document(source_locale, title), 'A')
    || setweight(search_document(source_locale, description), 'C')
    || setweight(search_document(source_locale, approach), 'D')) STORED;

CREATE INDEX problem_search ON problem USING gin (search);
CREATE INDEX solution_search ON solution USING gin (search);

-- migrate: down
ALTER TABLE solution DROP COLUMN search;
ALTER TABLE problem DROP COLUMN search;
DROP FUNCTION search_query, search_document, han_pairs;
