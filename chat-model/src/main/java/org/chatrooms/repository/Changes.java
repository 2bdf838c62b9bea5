package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every node has to read anew, or to know: an account, a room, a token that was signed out. Whoever changes one notes it in the same
 * transaction; each node asks every 2 s, in one query, for what was noted since, and a node that changed something itself asks
 * at once.
 *
 * <p>Notes are numbered like messages: from a row that stays locked until COMMIT, so that none becomes visible after one with
 * a larger number.
 *
 * <p>Threading: any number of threads note; one at a time reads, and calls the listeners while it does.
 */
public final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    /** Longer than any token lives: of one that was signed out a node has to hear for so long. */
    private static final Duration KEPT = Duration.ofDays(100);

    /** What changed. */
    public enum Kind {
        /** An account: its number. */
        ACCOUNT,
        /** A room, or who subscribes to it: its number. */
        ROOM,
        /** What one account is in a room: the room's number and the account's, with a space between. */
        ROLE,
        /** What was decided about somebody in a room: the room's number and the person, with a space between. */
        SANCTION,
        /** A token that was signed out: itself and whose it was, with a space between. */
        TOKEN,
        /** All that somebody said is taken back: the person. */
        ERASURE
    }

    /** Hears of a change, of its own node's and of all others', in order, at least once. */
    @FunctionalInterface
    public interface Listener {
        void changed(String subject);
    }

    private record Note(long version, String kind, String subject, Instant date) {}

    private final Database database;
    private final Clock clock;
    private final Map<Kind, List<Listener>> listeners = new ConcurrentHashMap<>();
    private final List<Runnable> restorations = new CopyOnWriteArrayList<>();
    private Note latest;
    private Instant nextCleaning = Instant.MIN;

    public Changes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** From now on this listener hears of all changes of a kind; of the earlier ones too if nothing was read yet. */
    public void listen(Kind kind, Listener listener) {
        listeners.computeIfAbsent(kind, of -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** From now on this is called when all that is in memory may be wrong: an older backup of the database was restored. */
    public void onRestoration(Runnable action) {
        restorations.add(action);
    }

    /** Notes a change that is not a row's, and tells this node of it. */
    public void announce(Kind kind, String subject) {
        inTransaction(connection -> {
            note(connection, kind, subject);
            return null;
        });
    }

    /** One transaction that notes something; when it is committed, this node reads what was noted. */
    <T> T inTransaction(Database.Work<T> work) {
        T result = database.inTransaction(work);
        try {
            read();
        } catch (DatabaseException e) { // what was to be done is done; the next reading finds it
            LOG.warn("Could not read what changed, trying again soon: {}", e.getMessage());
        }
        return result;
    }

    /** One statement, and the note of it, in one transaction; gives whether it changed a row. */
    boolean update(Kind kind, Object subject, String sql, Object... values) {
        return inTransaction(connection -> {
            int count = Database.update(connection, sql, values);
            note(connection, kind, subject);
            return count > 0;
        });
    }

    /** To be called last in a transaction: others that note something wait for its end. */
    void note(Connection connection, Kind kind, Object subject) throws SQLException {
        Database.update(connection, "UPDATE chat_version SET version = version + 1");
        Database.update(
                connection,
                "INSERT INTO chat_change (version, kind, subject, changed_at) SELECT version, ?, ?, ? FROM chat_version",
                kind.name(),
                subject.toString(),
                clock.instant());
    }

    /**
     * Tells the listeners what was noted since the last time; called every 2 s. The reading starts at the last note that is
     * known: if that is another one now, or gone, the database went another way, and everything is read anew.
     */
    public synchronized void read() {
        List<Note> notes = from(latest == null ? 0 : latest.version());
        if (latest != null && (notes.isEmpty() || !notes.get(0).equals(latest))) {
            LOG.warn("The database is another one than before: everything in memory is read anew");
            latest = null;
            restorations.forEach(Runnable::run);
            notes = from(0);
        }
        for (Note note : notes) {
            if (!note.equals(latest)) {
                tell(note);
                latest = note;
            }
        }
        if (!nextCleaning.isAfter(clock.instant())) {
            nextCleaning = clock.instant().plus(Duration.ofDays(1));
            clean(clock.instant().minus(KEPT));
        }
    }

    private void tell(Note note) {
        for (Kind kind : Kind.values()) { // one that this version does not know is for nodes of a newer one
            if (kind.name().equals(note.kind())) {
                listeners.getOrDefault(kind, List.of()).forEach(listener -> listener.changed(note.subject()));
            }
        }
    }

    private List<Note> from(long version) {
        return database.list(
                "SELECT version, kind, subject, changed_at FROM chat_change WHERE version >= ? ORDER BY version",
                row -> new Note(
                        row.getLong("version"),
                        row.getString("kind"),
                        row.getString("subject"),
                        Database.date(row, "changed_at")),
                version);
    }

    /**
     * The newest stays, whatever its age: it is what the next reading starts at. Looked for first, because MariaDB's DELETE
     * would wait for every note it comes by that is not committed yet.
     */
    private void clean(Instant before) {
        long latestToGo = database.list(
                        "SELECT COALESCE(MAX(version), 0) FROM chat_change"
                                + " WHERE changed_at < ? AND version < (SELECT version FROM chat_version)",
                        row -> row.getLong(1),
                        before)
                .get(0);
        if (latestToGo > 0) {
            database.run(connection ->
                    Database.update(connection, "DELETE FROM chat_change WHERE version <= ?", latestToGo));
        }
    }
}
