-- migrate: up
CREATE TABLE offer (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL,
    mission_id uuid NOT NULL,
    what text NOT NULL CHECK (length(what) BETWEEN 2 AND 80),
    pick_up text NOT NULL CHECK (length(pick_up) BETWEEN 2 AND 200),
    pieces integer NOT NULL CHECK (pieces BETWEEN 1 AND 500),
    free integer NOT NULL CHECK (free BETWEEN 0 AND pieces),
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX offer_of_organisation ON offer (organisation_id, id DESC);
CREATE INDEX offer_for_mission ON offer (mission_id, id);

CREATE TABLE reservation (
    id uuid PRIMARY KEY,
    offer_id uuid NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
    human_id uuid NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    handed_over_at timestamptz,
    UNIQUE (offer_id, human_id)
);
CREATE INDEX reservation_waiting ON reservation (made_at) WHERE handed_over_at IS NULL;

CREATE TABLE tally (
    organisation_id uuid PRIMARY KEY,
    lent bigint NOT NULL
);

-- migrate: down
DROP TABLE tally;
DROP TABLE reservation;
DROP TABLE offer;
