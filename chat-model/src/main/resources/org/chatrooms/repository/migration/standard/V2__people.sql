-- The name in the form in which two that read the same are equal.
ALTER TABLE chat_account ADD COLUMN folded_username VARCHAR(224);
UPDATE chat_account SET folded_username = LOWER(username);
ALTER TABLE chat_account ALTER COLUMN folded_username SET NOT NULL;
ALTER TABLE chat_account ADD CONSTRAINT chat_account_folded_username UNIQUE (folded_username);

-- None where the container signs people in.
ALTER TABLE chat_account ADD COLUMN password_hash VARCHAR(255);
ALTER TABLE chat_account ADD COLUMN is_administrator BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE chat_account ADD COLUMN token_epoch INT DEFAULT 0 NOT NULL;

-- What nodes keep in memory and have to read anew. A version is taken from the one row of chat_version, which stays locked
-- until COMMIT: whoever has seen a version has seen all before it.
CREATE TABLE chat_version (
    version BIGINT NOT NULL
);

INSERT INTO chat_version (version) VALUES (0);

CREATE TABLE chat_change (
    version    BIGINT       PRIMARY KEY,
    kind       VARCHAR(16)  NOT NULL,
    subject    VARCHAR(128) NOT NULL,
    changed_at TIMESTAMP(6) NOT NULL -- UTC
);
