-- Which texts are of missions on offer: so that the best match for words is sought among these alone, however many
-- missions are over. Whether expires_at has passed is asked by each query; told_state follows within a minute.

-- migrate: up

ALTER TABLE mission_translation ADD COLUMN offered boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN mission_translation.offered IS
    'Whether everybody may read the text, and its mission is on offer: approved, not archived nor expired, with a free slot.';

CREATE FUNCTION is_on_offer(m mission) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (m).review_status = 'approved' AND (m).archived_at IS NULL AND (m).slots_taken < (m).max_claims
        AND (m).told_state IS DISTINCT FROM 'expired';

CREATE FUNCTION offer_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.offered := false;
    IF NEW.review_status = 'approved' OR NEW.provenance = 'author' THEN
        EXECUTE format('SELECT coalesce((SELECT %1$I.is_on_offer(m) FROM %1$I.mission AS m WHERE m.id = $1), false)',
                       TG_TABLE_SCHEMA) INTO NEW.offered USING NEW.mission_id;
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER text_is_offered BEFORE INSERT OR UPDATE OF review_status, provenance ON mission_translation
    FOR EACH ROW EXECUTE FUNCTION offer_text();

CREATE FUNCTION offer_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE %1$I.mission_translation SET offered = NOT offered WHERE mission_id = $1'
                   ' AND offered <> (%1$I.is_on_offer($2) AND (review_status = ''approved'' OR provenance = ''author''))',
                   TG_TABLE_SCHEMA) USING NEW.id, NEW;
    RETURN NULL;
END;
$$;
CREATE TRIGGER mission_offers_texts
    AFTER UPDATE OF review_status, archived_at, slots_taken, max_claims, told_state ON mission
    FOR EACH ROW WHEN (is_on_offer(OLD) <> is_on_offer(NEW)) EXECUTE FUNCTION offer_texts();

-- migrate: down

DROP TRIGGER mission_offers_texts ON mission;
DROP TRIGGER text_is_offered ON mission_translation;
DROP FUNCTION offer_texts, offer_text;
DROP FUNCTION is_on_offer;
ALTER TABLE mission_translation DROP COLUMN offered;
