-- MESSAGE, EDIT or DELETE: what was said, and what was changed of it, are entries of one log.
ALTER TABLE chat_message ADD COLUMN kind VARCHAR(8) DEFAULT 'MESSAGE' NOT NULL;
-- The message that an entry changes, or answers.
ALTER TABLE chat_message ADD COLUMN target_id BIGINT;
-- Of a message its latest edit, of an edit the one before it: all that has to go when the message is taken back.
ALTER TABLE chat_message ADD COLUMN edit_id BIGINT;
