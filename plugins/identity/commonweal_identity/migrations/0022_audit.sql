-- migrate: up
CREATE INDEX audit_of_actor ON audit (actor_id, happened_at DESC, id DESC);
CREATE INDEX audit_of_subject ON audit (subject_id, happened_at DESC, id DESC);
CREATE INDEX audit_of_action ON audit (action, happened_at DESC, id DESC);
CREATE INDEX human_name ON human (lower(display_name) text_pattern_ops);

-- migrate: down
DROP INDEX human_name, audit_of_action, audit_of_subject, audit_of_actor;
