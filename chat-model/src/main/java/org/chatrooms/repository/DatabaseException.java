package org.chatrooms.repository;

import java.sql.SQLException;

/**
 * The database could not do it now: it is gone, busy, or refused. What was to be written was not written, unless it is a
 * {@link CommitFailed}.
 */
public class DatabaseException extends RuntimeException {
    DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether what was written is to blame (SQL states 22 and 23), and not the state the database is in. */
    boolean isAboutData() {
        String state = getCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /** COMMIT itself failed: the outcome is unknown, and to do the work once more could do it twice. */
    public static final class CommitFailed extends DatabaseException {
        CommitFailed(SQLException cause) {
            super(cause);
        }

        @Override
        boolean isAboutData() {
            return false;
        }
    }
}
