ALTER TABLE chat_message
    -- MESSAGE, EDIT or DELETE: what was said, and what was changed of it, are entries of one log.
    ADD COLUMN kind VARCHAR(8) NOT NULL DEFAULT 'MESSAGE',
    -- The message that an entry changes, or answers.
    ADD COLUMN target_id BIGINT,
    -- Of a message its latest edit, of an edit the one before it: all that has to go when the message is taken back.
    ADD COLUMN edit_id BIGINT;
