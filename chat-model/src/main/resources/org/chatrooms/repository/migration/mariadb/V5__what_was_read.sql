-- Up to which message an account has read a room.
CREATE TABLE chat_read (
    account_id   BIGINT NOT NULL,
    room_id      BIGINT NOT NULL,
    last_read_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, room_id),
    FOREIGN KEY (account_id) REFERENCES chat_account (id) ON DELETE CASCADE,
    FOREIGN KEY (room_id) REFERENCES chat_room (id) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
