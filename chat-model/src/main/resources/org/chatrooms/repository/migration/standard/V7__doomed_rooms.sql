-- A room that is being deleted: nobody knows of it any more, and what was said in it goes piece by piece, before it does.
ALTER TABLE chat_room ADD COLUMN is_doomed BOOLEAN DEFAULT FALSE NOT NULL;
