-- migrate: up

-- Goes up with each change of the profile, so that an edit made from an older reading is noticed.
ALTER TABLE human ADD COLUMN profile_version integer NOT NULL DEFAULT 1 CHECK (profile_version >= 1);

-- migrate: down
ALTER TABLE human DROP COLUMN profile_version;
