-- Who made a private circle public: whoever left and wrote in it is told once everybody reads it.

-- migrate: up

ALTER TABLE circle ADD COLUMN publicity_by uuid;  -- none: nobody did, or everybody was told

-- migrate: down

ALTER TABLE circle DROP COLUMN publicity_by;
