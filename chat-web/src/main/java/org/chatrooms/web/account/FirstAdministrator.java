package org.chatrooms.web.account;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.config.StartupException;
import org.chatrooms.web.guard.Passwords;

/** Somebody has to make the rooms: a chat that has no administrator gets one at its start. */
public final class FirstAdministrator {
    /** The first may be somebody whom the container signed in while it did. */
    private static final List<String> NAMES = List.of("admin", "admin-2", "admin-3");

    private static final String FILE = "administrator.txt";

    private FirstAdministrator() {}

    /**
     * Makes an administrator if there is none. The password is written down in the data folder, for its owner only, because
     * nobody sees what a server prints at its first start.
     *
     * @return {@code NAME / PASSWORD}; empty if there is one already
     * @throws StartupException the password cannot be written down; then there is no account either
     */
    public static Optional<String> make(AccountRepository accounts, Passwords passwords, Path dataFolder) {
        if (accounts.hasAdministrator()) {
            return Optional.empty();
        }
        String password = passwords.newPassword();
        for (String name : NAMES) {
            String nameAndPassword = name + " / " + password;
            Path file = dataFolder.resolve(FILE);
            write(file, nameAndPassword);
            if (accounts.create(name, Optional.of(passwords.hash(password)), true)
                    .isPresent()) {
                return Optional.of(nameAndPassword);
            }
            delete(file);
            if (accounts.hasAdministrator()) { // another node was quicker
                return Optional.empty();
            }
        }
        throw new StartupException("There is no administrator, and " + NAMES + " are other people's accounts");
    }

    private static void write(Path file, String nameAndPassword) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, forItsOwner());
            Files.writeString(file, "Administrator: " + nameAndPassword + "\n");
        } catch (IOException e) {
            throw new StartupException("The administrator's password cannot be written to " + file + ": " + e, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new StartupException(file + " cannot be deleted: " + e, e);
        }
    }

    private static FileAttribute<?>[] forItsOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0]; // there the folder's own list decides
    }
}
