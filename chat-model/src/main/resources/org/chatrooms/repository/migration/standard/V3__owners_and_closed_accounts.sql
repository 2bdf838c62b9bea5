-- OWNER or SUBSCRIBER: an owner is a subscriber who decides who the others are.
ALTER TABLE chat_room_subscriber ADD COLUMN role VARCHAR(16) DEFAULT 'SUBSCRIBER' NOT NULL;

-- Whoever has it may not come in, and nobody else can have the name.
ALTER TABLE chat_account ADD COLUMN is_disabled BOOLEAN DEFAULT FALSE NOT NULL;
