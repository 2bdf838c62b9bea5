package org.chatrooms.repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Sanction;

/**
 * Who may not speak, or not come, in which room. Asked with every request in a room, which costs no query.
 *
 * <p>Threading: any number of threads.
 */
public final class SanctionRepository {
    private final Database database;
    private final Changes changes;
    private final Clock clock;
    private final RowCache<Long, List<Sanction>> byRoom = new RowCache<>(roomId -> Optional.of(read(roomId)));

    public SanctionRepository(Database database, Changes changes, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        changes.listen(
                Changes.Kind.SANCTION,
                roomAndPerson -> byRoom.forget(Long.valueOf(roomAndPerson.split(" ", 2)[0])));
        changes.listen(Changes.Kind.ROOM, id -> byRoom.forget(Long.valueOf(id)));
        changes.onRestoration(byRoom::forgetAll);
    }

    /** Whether there are any in a room. */
    public boolean hasAny(long roomId) {
        return !byRoom.get(roomId).orElseThrow().isEmpty();
    }

    /**
     * What holds for somebody in a room, as of at most 2 s ago; a ban before all else.
     *
     * @param address where they come from, if that is known
     */
    public Optional<Sanction> of(long roomId, Optional<ChatUser> person, Optional<String> address) {
        Instant now = clock.instant();
        return byRoom.get(roomId).orElseThrow().stream()
                .filter(sanction -> sanction.holds(now) && isAbout(sanction, person, address))
                .max(Comparator.comparing(Sanction::kind));
    }

    private static boolean isAbout(Sanction sanction, Optional<ChatUser> person, Optional<String> address) {
        boolean isThem = person.filter(somebody -> sanction.person().equals(somebody.key())
                        || (somebody.isGuest() && sanction.person().equals(somebody.username())))
                .isPresent();
        return isThem || (address.isPresent() && sanction.address().equals(address));
    }

    /** Whether a ban of this person, as {@link Sanction#person} has them, holds in a room at a moment. */
    public boolean isBanned(long roomId, String person, Instant then) {
        return byRoom.get(roomId).orElseThrow().stream()
                .anyMatch(sanction -> sanction.kind() == Sanction.Kind.BANNED
                        && sanction.person().equals(person)
                        && sanction.holds(then));
    }

    /** Those that hold in a room, by name. */
    public List<Sanction> all(long roomId) {
        Instant now = clock.instant();
        return byRoom.get(roomId).orElseThrow().stream()
                .filter(sanction -> sanction.holds(now))
                .sorted(Comparator.comparing(Sanction::username))
                .toList();
    }

    /** From now on this holds, and nothing else of its kind for that person. Nothing if the room is not there any more. */
    public void impose(long roomId, Sanction sanction) {
        String kind = sanction.kind().name();
        Database.ifItFits(() -> change(roomId, sanction.person(), connection -> {
            Database.update(
                    connection,
                    "DELETE FROM chat_sanction WHERE room_id = ? AND (person = ? AND kind = ? OR ends_at < ?)",
                    roomId,
                    sanction.person(),
                    kind,
                    clock.instant()); // which nobody misses
            return Database.update(
                    connection,
                    "INSERT INTO chat_sanction (room_id, person, username, kind, reason, ends_at, address)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    roomId,
                    sanction.person(),
                    sanction.username(),
                    kind,
                    sanction.reason(),
                    sanction.endsAt().orElse(null),
                    sanction.address().orElse(null));
        }));
    }

    /** Nothing holds for that person any more. */
    public void lift(long roomId, String person) {
        change(
                roomId,
                person,
                connection -> Database.update(
                        connection, "DELETE FROM chat_sanction WHERE room_id = ? AND person = ?", roomId, person));
    }

    /**
     * A guest of whom only the name was known was seen, and from now on it is about them, whatever they call themselves, and about
     * nobody else of that name. Nothing if that was lifted or is known meanwhile: what is remembered here may be 2 s old.
     */
    public void learnPerson(long roomId, Sanction.Kind kind, ChatUser guest) {
        changes.inTransaction(connection -> {
            boolean isThere = Database.first(
                            connection,
                            "SELECT kind FROM chat_sanction WHERE room_id = ? AND person = ? AND kind = ? FOR UPDATE",
                            row -> true,
                            roomId,
                            guest.username(),
                            kind.name())
                    .isPresent();
            if (isThere) {
                String where = " WHERE room_id = ? AND person = ? AND kind = ?";
                Database.update(connection, "DELETE FROM chat_sanction" + where, roomId, guest.key(), kind.name());
                Database.update(
                        connection,
                        "UPDATE chat_sanction SET person = ?" + where,
                        guest.key(),
                        roomId,
                        guest.username(),
                        kind.name());
                changes.note(connection, Changes.Kind.SANCTION, roomId + " " + guest.key());
            }
            return null;
        });
    }

    /**
     * Whom a ban is about that wants to know where they come from was seen, and from now on it is about whoever comes from there,
     * too. Nothing if that was lifted or is known meanwhile: what is remembered here of a ban may be 2 s old.
     */
    public void learnAddress(long roomId, String person, String address) {
        changes.inTransaction(connection -> {
            int learned = Database.update(
                    connection,
                    "UPDATE chat_sanction SET address = ? WHERE room_id = ? AND person = ? AND address = ''",
                    address,
                    roomId,
                    person);
            if (learned > 0) {
                changes.note(connection, Changes.Kind.SANCTION, roomId + " " + person);
                changes.note(connection, Changes.Kind.ROOM, roomId); // nobody knows who waits from there
            }
            return null;
        });
    }

    private void change(long roomId, String person, Database.Work<Integer> work) {
        changes.inTransaction(connection -> {
            work.with(connection);
            changes.note(connection, Changes.Kind.SANCTION, roomId + " " + person);
            return null;
        });
    }

    private List<Sanction> read(long roomId) {
        return database.list(
                "SELECT person, username, kind, reason, ends_at, address FROM chat_sanction WHERE room_id = ?",
                SanctionRepository::sanction,
                roomId);
    }

    private static Sanction sanction(ResultSet row) throws SQLException {
        return new Sanction(
                row.getString("person"),
                row.getString("username"),
                Sanction.Kind.valueOf(row.getString("kind")),
                row.getString("reason"),
                Optional.ofNullable(Database.date(row, "ends_at")),
                Optional.ofNullable(row.getString("address")));
    }
}
