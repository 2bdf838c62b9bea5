package org.chatrooms.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Message;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.MessageRepository;
import org.chatrooms.repository.RoomRepository;

/** What is in a data folder before its server starts. Passwords cost next to nothing here, for tests sign in a lot. */
public final class DataFolder {
    /** A database with nothing but its tables: they take longer to make than to copy, and many tests begin with them. */
    private static byte[] tables;

    private DataFolder() {}

    /** Has a new folder begin with such a database. */
    static synchronized void prepare(Path data) {
        Path file = data.resolve(DataSources.H2_FILE);
        try {
            if (Files.exists(file)) {
                return;
            }
            if (tables == null) {
                try (var dataSource = DataSources.h2(data)) {
                    DataSources.migrate(dataSource);
                }
                tables = Files.readAllBytes(file);
            } else {
                Files.createDirectories(data);
                Files.write(file, tables);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes people who all have the password {@link Person#PASSWORD}. */
    public static void makePeople(Path data, String administrator, String... others) {
        Optional<String> hash = hash(Person.PASSWORD);
        open(data, (accounts, rooms) -> {
            accounts.create(administrator, hash, true);
            for (String name : others) {
                accounts.create(name, hash, false);
            }
        });
    }

    /** Makes rooms without anybody in particular. */
    static void makeRooms(Path data, List<Room> rooms) {
        open(data, (accounts, repository) -> rooms.forEach(room -> repository.create(room, Map.of())));
    }

    /** Makes a room with subscribers, who have to be there already; gives its number. */
    public static long makeRoom(Path data, Room room, String... subscribers) {
        return makeRoom(
                data,
                room,
                Arrays.stream(subscribers).collect(Collectors.toMap(name -> name, name -> Role.SUBSCRIBER)));
    }

    /** The same with owners among them. */
    public static long makeRoom(Path data, Room room, Map<String, Role> people) {
        long[] id = new long[1];
        open(data, (accounts, rooms) -> {
            Map<Long, Role> roles = new HashMap<>();
            people.forEach((name, role) ->
                    roles.put(accounts.findByName(name).orElseThrow().id(), role));
            id[0] = rooms.create(room, roles).id();
        });
        return id[0];
    }

    /** Has somebody say something in a room, at that moment; also in a chat that runs in this process, which is not told of it. */
    public static void say(Path data, long room, ChatUser sender, Instant date, List<String> texts) {
        try (var dataSource = DataSources.h2(data)) {
            MessageRepository messages = new MessageRepository(new Database(dataSource));
            texts.forEach(text -> messages.append(new IncomingMessage(room, sender, text, date, Optional.empty())));
        }
    }

    /** The texts of all entries of a room, oldest first, as they are in the database. */
    public static List<String> texts(Path data, long room) {
        try (var dataSource = DataSources.h2(data)) {
            return new MessageRepository(new Database(dataSource))
                    .after(room, 0, Integer.MAX_VALUE).stream()
                            .map(Message::content)
                            .toList();
        }
    }

    /** Has a room be as if its deletion had been interrupted. */
    public static void doom(Path data, long room) {
        open(data, (accounts, rooms) -> rooms.setDoomed(room, true));
    }

    private static void open(Path data, BiConsumer<AccountRepository, RoomRepository> work) {
        prepare(data);
        try (var dataSource = DataSources.h2(data)) {
            Database database = new Database(dataSource);
            Changes changes = new Changes(database, Clock.systemUTC());
            work.accept(new AccountRepository(database, changes), new RoomRepository(database, changes));
        }
    }

    /** A password, of somebody or of a room, as the chat keeps it, but after one round instead of very many. */
    public static Optional<String> hash(String password) {
        byte[] salt = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1, 256))
                    .getEncoded();
            Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
            return Optional.of("pbkdf2-sha256$1$" + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2 with HMAC-SHA-256", e);
        }
    }
}
