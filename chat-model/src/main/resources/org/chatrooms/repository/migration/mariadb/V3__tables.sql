-- The tables as the standard migrations leave them after their third; from then on both have the same numbers. Names, slugs
-- and keys differ by case, accent and trailing space, as everywhere else: hence the collation.
CREATE TABLE chat_account (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    username         VARCHAR(56)  NOT NULL UNIQUE,
    -- The name in the form in which two that read the same are equal.
    folded_username  VARCHAR(224) NOT NULL UNIQUE,
    -- None where the container signs people in.
    password_hash    VARCHAR(255),
    is_administrator BOOLEAN      NOT NULL DEFAULT FALSE,
    -- Whoever has it may not come in, and nobody else can have the name.
    is_disabled      BOOLEAN      NOT NULL DEFAULT FALSE,
    token_epoch      INT          NOT NULL DEFAULT 0
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE chat_room (
    id                     BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name                   VARCHAR(64)   NOT NULL UNIQUE,
    slug                   VARCHAR(64)   NOT NULL UNIQUE,
    description            VARCHAR(1000) NOT NULL,
    allow_anonymous_access BOOLEAN       NOT NULL,
    is_private             BOOLEAN       NOT NULL,
    password_hash          VARCHAR(255),
    -- The id of the room's latest message. Its row lock, held until COMMIT, is what makes commit order id order.
    last_message_id        BIGINT        NOT NULL DEFAULT 0
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE chat_room_subscriber (
    room_id    BIGINT      NOT NULL,
    account_id BIGINT      NOT NULL,
    -- OWNER or SUBSCRIBER: an owner is a subscriber who decides who the others are.
    role       VARCHAR(16) NOT NULL DEFAULT 'SUBSCRIBER',
    PRIMARY KEY (room_id, account_id),
    FOREIGN KEY (room_id) REFERENCES chat_room (id) ON DELETE CASCADE,
    FOREIGN KEY (account_id) REFERENCES chat_account (id) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE chat_message (
    room_id    BIGINT        NOT NULL,
    id         BIGINT        NOT NULL,
    user_id    BIGINT,
    username   VARCHAR(64)   NOT NULL,
    sent_at    DATETIME(6)   NOT NULL, -- UTC
    content    VARCHAR(5000) NOT NULL,
    -- Who sent it and under which key of theirs: a second try finds the first one here.
    sender     VARCHAR(64)   NOT NULL,
    client_key CHAR(36),
    PRIMARY KEY (room_id, id),
    UNIQUE (room_id, client_key, sender),
    FOREIGN KEY (room_id) REFERENCES chat_room (id) ON DELETE CASCADE,
    FOREIGN KEY (user_id) REFERENCES chat_account (id) ON DELETE SET NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Keys that every node needs, such as the one that signs people's tokens.
CREATE TABLE chat_secret (
    name   VARCHAR(64)  PRIMARY KEY,
    secret VARCHAR(255) NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What nodes keep in memory and have to read anew. A version is taken from the one row of chat_version, which stays locked
-- until COMMIT: whoever has seen a version has seen all before it.
CREATE TABLE chat_version (
    version BIGINT NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE chat_change (
    version    BIGINT       PRIMARY KEY,
    kind       VARCHAR(16)  NOT NULL,
    subject    VARCHAR(128) NOT NULL,
    changed_at DATETIME(6)  NOT NULL -- UTC
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO chat_version (version) VALUES (0);

INSERT INTO chat_room (name, slug, description, allow_anonymous_access, is_private)
VALUES ('Lobby', 'lobby', 'Come in and say hello.', TRUE, FALSE);
