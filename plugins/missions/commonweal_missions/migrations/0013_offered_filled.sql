-- Texts that were there before; those that come since are marked by the triggers.

-- migrate: up

UPDATE mission_translation AS t SET offered = true FROM mission AS m
WHERE m.id = t.mission_id AND is_on_offer(m) AND NOT t.offered
  AND (t.review_status = 'approved' OR t.provenance = 'author');

-- migrate: down

UPDATE mission_translation SET offered = false WHERE offered;
