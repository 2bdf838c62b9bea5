package org.chatrooms.web;

import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.chatrooms.model.Account;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.web.config.ChatConfig;
import org.chatrooms.web.config.Setting;
import org.chatrooms.web.config.StartupException;
import org.chatrooms.web.guard.Passwords;

/** {@code java -jar chat.war --reset-password NAME}: the way back in for somebody who has the machine, but no password. */
public final class PasswordReset {
    private PasswordReset() {}

    /**
     * Gives an account a new password, and signs it out everywhere.
     *
     * @return {@code NAME / PASSWORD}
     * @throws StartupException with what has to be mended
     */
    public static String run(String name) throws Exception {
        ChatConfig config =
                ChatConfig.read(Map.of(), ChatContextListener.properties(System.getProperties()), System.getenv());
        if (config.find(Setting.JDBC_JNDI_NAME).isPresent()) {
            throw new StartupException(Setting.JDBC_JNDI_NAME.parameter() + " is known to the container alone: give "
                    + Setting.JDBC_URL.parameter() + " instead");
        }
        boolean isEmbedded = config.find(Setting.JDBC_URL).isEmpty();
        if (isEmbedded && Files.notExists(config.dataFolder().resolve(DataSources.H2_FILE))) {
            throw new StartupException("There is no database in " + config.dataFolder());
        }
        Deque<AutoCloseable> toClose = new ArrayDeque<>();
        try {
            Database database = new Database(ChatDatabase.open(config, toClose::push));
            AccountRepository accounts = new AccountRepository(database, new Changes(database, Clock.systemUTC()));
            Account account =
                    accounts.findByName(name).orElseThrow(() -> new StartupException("There is no account " + name));
            Passwords passwords = new Passwords();
            String password = passwords.newPassword();
            accounts.setPassword(account.id(), passwords.hash(password));
            return account.username() + " / " + password;
        } finally {
            while (!toClose.isEmpty()) {
                toClose.pop().close();
            }
        }
    }
}
