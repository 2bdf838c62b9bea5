-- Up to which message an account has read a room.
CREATE TABLE chat_read (
    account_id   BIGINT NOT NULL REFERENCES chat_account (id) ON DELETE CASCADE,
    room_id      BIGINT NOT NULL REFERENCES chat_room (id) ON DELETE CASCADE,
    last_read_id BIGINT NOT NULL,
    PRIMARY KEY (account_id, room_id)
);

-- A room that goes takes its rows with it, and is not to look at all of them for that.
CREATE INDEX chat_read_room ON chat_read (room_id);
