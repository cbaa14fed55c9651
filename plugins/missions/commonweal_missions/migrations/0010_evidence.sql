-- Evidence of claims: submissions and their files, the automatic check, peers, appeals and payments. Rules:
-- DOMAIN §8 and §10.4.

-- migrate: up

CREATE TABLE evidence (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL REFERENCES claim (id),
    human_id uuid NOT NULL,
    attempt smallint NOT NULL CHECK (attempt >= 1),
    state text NOT NULL DEFAULT 'pending' CHECK (state IN (
        'pending', 'checking', 'peer_review', 'admin_review', 'verified', 'rejected', 'appealed')),
    text text NOT NULL DEFAULT '' CHECK (length(text) <= 10000),
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    captured_at timestamptz,
    multiplier_hundredths integer NOT NULL CHECK (multiplier_hundredths BETWEEN 100 AND 200),
    submitted_at timestamptz NOT NULL DEFAULT now(),
    automatic_score double precision CHECK (automatic_score BETWEEN 0 AND 1),
    automatic_reasons text[] NOT NULL DEFAULT '{}',
    checked_at timestamptz,
    final_confidence double precision CHECK (final_confidence BETWEEN 0 AND 1),
    decided_by_kind text CHECK (decided_by_kind IN ('check', 'peers', 'partner', 'admin')),
    decided_by uuid,
    decided_at timestamptz,
    notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 2000),
    -- An admin who takes it holds it for a while.
    taken_by uuid,
    taken_at timestamptz,
    UNIQUE (claim_id, attempt),
    CONSTRAINT evidence_point_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT evidence_verdict_is_whole CHECK (
        (decided_at IS NULL) = (decided_by_kind IS NULL) AND (decided_at IS NULL) = (final_confidence IS NULL)),
    CONSTRAINT evidence_verdict_has_its_state CHECK (
        (state NOT IN ('verified', 'rejected', 'appealed') OR decided_at IS NOT NULL)
        AND (state NOT IN ('pending', 'checking', 'peer_review') OR decided_at IS NULL)),
    CONSTRAINT evidence_taken_is_whole CHECK ((taken_by IS NULL) = (taken_at IS NULL))
);
COMMENT ON COLUMN evidence.multiplier_hundredths IS 'Of the streak at submission: that one counts when it pays.';
COMMENT ON COLUMN evidence.automatic_score IS 'Null as long as it is not checked, and when the check failed to answer.';

-- A claim has one open submission, and is verified by one.
CREATE UNIQUE INDEX evidence_open ON evidence (claim_id)
    WHERE state IN ('pending', 'checking', 'peer_review', 'admin_review', 'appealed');
CREATE UNIQUE INDEX evidence_verified ON evidence (claim_id) WHERE state = 'verified';
CREATE INDEX evidence_waiting ON evidence (state, submitted_at)
    WHERE state IN ('pending', 'checking', 'peer_review', 'admin_review', 'appealed');
CREATE INDEX evidence_human ON evidence (human_id, submitted_at);

-- The same steps as evidence/states.py; a test compares both.
CREATE FUNCTION check_evidence_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> NEW.state AND (OLD.state || ' > ' || NEW.state) NOT IN (
        'pending > checking', 'pending > verified', 'pending > rejected', 'checking > verified',
        'checking > peer_review', 'checking > rejected', 'peer_review > verified', 'peer_review > rejected',
        'peer_review > admin_review', 'rejected > appealed', 'appealed > admin_review',
        'admin_review > verified', 'admin_review > rejected') THEN
        RAISE EXCEPTION 'no step leads evidence from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER evidence_steps BEFORE UPDATE OF state ON evidence FOR EACH ROW EXECUTE FUNCTION check_evidence_step();

-- A file is uploaded to a claim and belongs to a submission once that is handed in.
CREATE TABLE evidence_file (
    id uuid PRIMARY KEY,
    claim_id uuid NOT NULL REFERENCES claim (id),
    human_id uuid NOT NULL,
    evidence_id uuid REFERENCES evidence (id),
    item smallint NOT NULL CHECK (item >= 0),
    moment text CHECK (moment IN ('before', 'after')),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    media_type text NOT NULL CHECK (media_type IN (
        'image/jpeg', 'image/png', 'image/heic', 'application/pdf', 'video/mp4', 'video/quicktime')),
    bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 10000000),
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    perceptual_hash bigint,
    captured_at timestamptz,
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    uploaded_at timestamptz NOT NULL DEFAULT now(),
    submitted_at timestamptz,
    removed_at timestamptz,
    copied_at timestamptz,
    copy_width integer CHECK (copy_width > 0),
    copy_height integer CHECK (copy_height > 0),
    CONSTRAINT evidence_file_submitted_is_whole CHECK ((evidence_id IS NULL) = (submitted_at IS NULL)),
    CONSTRAINT evidence_file_removed_before CHECK (evidence_id IS NULL OR removed_at IS NULL),
    CONSTRAINT evidence_file_point_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL))
);
COMMENT ON COLUMN evidence_file.item IS 'The required item it serves, counted from 0.';
COMMENT ON COLUMN evidence_file.perceptual_hash IS 'Of an image: its unsigned 64 bits, kept as a signed number.';
COMMENT ON COLUMN evidence_file.removed_at IS 'Taken back before submission; the row stays a day, for the volume of that day.';
COMMENT ON COLUMN evidence_file.copied_at IS 'When the copy without metadata was made; null as long as there is none.';

CREATE INDEX evidence_file_claim ON evidence_file (claim_id, uploaded_at) WHERE evidence_id IS NULL;
CREATE INDEX evidence_file_of ON evidence_file (evidence_id) WHERE evidence_id IS NOT NULL;
CREATE INDEX evidence_file_day ON evidence_file (human_id, uploaded_at);
CREATE INDEX evidence_file_orphan ON evidence_file (uploaded_at) WHERE evidence_id IS NULL;
-- Two hashes that differ in at most 11 of 64 bits differ in at most 2 bits of one of their four bands of 16
-- bits: each band is looked up with its 136 neighbours, and what is found is compared in full.
CREATE INDEX evidence_file_band_0 ON evidence_file ((perceptual_hash & 65535))
    WHERE perceptual_hash IS NOT NULL AND submitted_at IS NOT NULL;
CREATE INDEX evidence_file_band_1 ON evidence_file (((perceptual_hash >> 16) & 65535))
    WHERE perceptual_hash IS NOT NULL AND submitted_at IS NOT NULL;
CREATE INDEX evidence_file_band_2 ON evidence_file (((perceptual_hash >> 32) & 65535))
    WHERE perceptual_hash IS NOT NULL AND submitted_at IS NOT NULL;
CREATE INDEX evidence_file_band_3 ON evidence_file (((perceptual_hash >> 48) & 65535))
    WHERE perceptual_hash IS NOT NULL AND submitted_at IS NOT NULL;

-- One peer is asked once about one submission.
CREATE TABLE peer_review (
    id uuid PRIMARY KEY,
    evidence_id uuid NOT NULL REFERENCES evidence (id),
    reviewer_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'opened', 'given', 'timed_out', 'withdrawn')),
    asked_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL,
    opened_at timestamptz,
    given_at timestamptz,
    verdict text CHECK (verdict IN ('approve', 'reject')),
    confidence double precision CHECK (confidence BETWEEN 0 AND 1),
    reasoning text CHECK (length(reasoning) BETWEEN 20 AND 2000),
    UNIQUE (evidence_id, reviewer_id),
    CONSTRAINT peer_review_given_is_whole CHECK (
        num_nulls(given_at, verdict, confidence, reasoning) = CASE WHEN state = 'given' THEN 0 ELSE 4 END),
    CONSTRAINT peer_review_takes_time CHECK (given_at >= opened_at + interval '30 seconds'),
    CONSTRAINT peer_review_was_opened CHECK (state NOT IN ('opened', 'given') OR opened_at IS NOT NULL)
);
CREATE INDEX peer_review_desk ON peer_review (reviewer_id, asked_at);
CREATE INDEX peer_review_due ON peer_review (due_at) WHERE state IN ('asked', 'opened');

CREATE FUNCTION check_peer_review_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> NEW.state AND (OLD.state || ' > ' || NEW.state) NOT IN (
        'asked > opened', 'opened > given', 'asked > timed_out', 'opened > timed_out', 'asked > withdrawn',
        'opened > withdrawn') THEN
        RAISE EXCEPTION 'no step leads a review from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER peer_review_steps BEFORE UPDATE OF state ON peer_review
    FOR EACH ROW EXECUTE FUNCTION check_peer_review_step();

CREATE TABLE appeal (
    id uuid PRIMARY KEY,
    evidence_id uuid NOT NULL UNIQUE REFERENCES evidence (id),
    human_id uuid NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 20 AND 2000),
    appealed_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL,
    -- The verdict it is against; that of the appeal stands with the evidence.
    against_kind text NOT NULL CHECK (against_kind IN ('check', 'peers', 'partner')),
    against_by uuid,
    against_confidence double precision NOT NULL,
    decided_at timestamptz,
    upheld boolean,
    CONSTRAINT appeal_verdict_is_whole CHECK ((decided_at IS NULL) = (upheld IS NULL))
);
CREATE INDEX appeal_due ON appeal (due_at) WHERE decided_at IS NULL;
CREATE INDEX appeal_human ON appeal (human_id, appealed_at);

-- What a verified claim paid, in its parts; the key is what makes it once.
CREATE TABLE payment (
    claim_id uuid PRIMARY KEY REFERENCES claim (id),
    evidence_id uuid NOT NULL UNIQUE REFERENCES evidence (id),
    base_minor integer NOT NULL CHECK (base_minor > 0),
    automatic_percent smallint NOT NULL CHECK (automatic_percent >= 0),
    peers_percent smallint NOT NULL CHECK (peers_percent >= 0),
    quality_percent smallint NOT NULL CHECK (quality_percent >= 0),
    multiplier_hundredths integer NOT NULL CHECK (multiplier_hundredths >= 100),
    paid_minor integer NOT NULL CHECK (paid_minor >= base_minor),
    first_in_domain_minor integer NOT NULL DEFAULT 0 CHECK (first_in_domain_minor >= 0),
    paid_at timestamptz NOT NULL DEFAULT now()
);

-- migrate: down

DROP TABLE payment, appeal, peer_review, evidence_file, evidence;
DROP FUNCTION check_peer_review_step, check_evidence_step;
