-- What members write to each other: threads, replies, reactions, mentions and attachments (DOMAIN §12).

-- migrate: up

CREATE TABLE post (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    thread_id uuid NOT NULL REFERENCES post,  -- the post that began it; its own id for that one
    parent_id uuid REFERENCES post,
    depth smallint NOT NULL CHECK (depth BETWEEN 0 AND 5),
    number bigint NOT NULL,  -- in the order in which posts of the circle were published, or wait
    path bigint[] NOT NULL,  -- numbers from the beginning of the thread to this post: the order of a thread
    kind text NOT NULL CHECK (kind IN ('discussion', 'update', 'proposal', 'evidence', 'decision')),
    author_id uuid NOT NULL,
    author_kind text NOT NULL CHECK (author_kind IN ('human', 'agent')),
    title text NOT NULL DEFAULT '' CHECK (length(title) <= 200),
    text text NOT NULL CHECK (length(text) <= 10000),
    html text NOT NULL,  -- the text as it is shown: rendered and sanitised when it was written
    locale text NOT NULL CHECK (locale IN ('en', 'es', 'zh-Hans')),
    links smallint NOT NULL DEFAULT 0,
    linked jsonb NOT NULL DEFAULT '[]',  -- what it leads to on this site, such as mission:<id>
    version integer NOT NULL DEFAULT 1,
    review_status text NOT NULL CHECK (review_status IN ('pending', 'approved', 'flagged', 'rejected')),
    held_at timestamptz,  -- waits for a moderator of the circle
    hidden_at timestamptz,
    hidden_by uuid,
    hidden_reason text NOT NULL DEFAULT '',
    deleted_at timestamptz,
    published_at timestamptz,
    pinned_at timestamptz,
    locked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz,
    active_at timestamptz NOT NULL DEFAULT now(),  -- of a thread: its newest published post
    replies integer NOT NULL DEFAULT 0 CHECK (replies >= 0),  -- published ones beneath it, at any depth
    reactions jsonb NOT NULL DEFAULT '{}',  -- how many of each
    is_public boolean NOT NULL GENERATED ALWAYS AS (
        review_status = 'approved' AND held_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL
    ) STORED,
    UNIQUE (circle_id, number),
    CHECK ((depth = 0) = (parent_id IS NULL) AND (depth = 0) = (thread_id = id)),
    CHECK (depth > 0 OR title <> '' OR deleted_at IS NOT NULL)
);

CREATE INDEX post_feed ON post (circle_id, active_at DESC, id DESC) WHERE depth = 0 AND is_public;
CREATE INDEX post_own ON post (circle_id, author_id, active_at DESC, id DESC)
    WHERE depth = 0 AND NOT is_public AND deleted_at IS NULL;
CREATE INDEX post_pinned ON post (circle_id, pinned_at DESC) WHERE depth = 0 AND pinned_at IS NOT NULL;
CREATE INDEX post_thread ON post (thread_id, path);
CREATE INDEX post_unread ON post (thread_id, number) WHERE is_public;
CREATE INDEX post_author ON post (author_id, created_at DESC);
CREATE INDEX post_waiting ON post (circle_id, created_at) WHERE NOT is_public AND deleted_at IS NULL;

CREATE TABLE post_version (
    post_id uuid NOT NULL REFERENCES post,
    version integer NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (post_id, version)
);

CREATE TABLE reaction (
    post_id uuid NOT NULL REFERENCES post,
    account_id uuid NOT NULL,
    reaction text NOT NULL CHECK (reaction IN ('agree', 'thanks', 'celebrate', 'curious', 'concerned')),
    given_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (post_id, account_id, reaction)
);

CREATE TABLE mention (
    post_id uuid NOT NULL REFERENCES post,
    account_id uuid NOT NULL,
    told boolean NOT NULL DEFAULT false,  -- an event named it
    PRIMARY KEY (post_id, account_id)
);

CREATE TABLE attachment (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle,
    post_id uuid REFERENCES post,  -- none until the post is sent
    uploaded_by uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    media_type text NOT NULL,
    size_bytes integer NOT NULL CHECK (size_bytes > 0),
    width integer,
    height integer,
    blob_key text NOT NULL UNIQUE,
    thumbnail_key text,
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 500),
    uploaded_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX attachment_post ON attachment (post_id);
CREATE INDEX attachment_waiting ON attachment (uploaded_at) WHERE post_id IS NULL;

-- migrate: down

DROP TABLE attachment;
DROP TABLE mention;
DROP TABLE reaction;
DROP TABLE post_version;
DROP TABLE post;
