ALTER TABLE chat_room
    -- Seconds between two messages of one person; 0 for none.
    ADD COLUMN slow_mode INT NOT NULL DEFAULT 0,
    -- Whether only subscribers, moderators and owners may say something.
    ADD COLUMN members_only BOOLEAN NOT NULL DEFAULT FALSE,
    -- How many people may be in it; 0 for any number.
    ADD COLUMN max_people INT NOT NULL DEFAULT 0,
    -- Whether it can be read, and nothing more.
    ADD COLUMN is_archived BOOLEAN NOT NULL DEFAULT FALSE,
    -- How long messages are kept, in days; 0 for good.
    ADD COLUMN keep_days INT NOT NULL DEFAULT 0;

-- Whether somebody else than its author took a message back.
ALTER TABLE chat_message ADD COLUMN is_moderated BOOLEAN NOT NULL DEFAULT FALSE;

-- Who may not speak, or not come, in a room.
CREATE TABLE chat_sanction (
    room_id    BIGINT       NOT NULL,
    -- As in chat_message.sender.
    person     VARCHAR(64)  NOT NULL,
    username   VARCHAR(64)  NOT NULL,
    -- MUTED or BANNED.
    kind       VARCHAR(8)   NOT NULL,
    reason     VARCHAR(200) NOT NULL,
    -- UTC; null for good.
    ends_at    DATETIME(6),
    -- Whoever comes from there is meant, too.
    address    VARCHAR(45),
    PRIMARY KEY (room_id, person, kind),
    FOREIGN KEY (room_id) REFERENCES chat_room (id) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What was decided over others. Rooms and people may be gone.
CREATE TABLE chat_act (
    id       BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    acted_at DATETIME(6)  NOT NULL, -- UTC
    who      VARCHAR(64)  NOT NULL,
    act      VARCHAR(64)  NOT NULL,
    what     VARCHAR(300) NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
