package org.chatrooms.web;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.DatabaseException;
import org.chatrooms.web.config.ChatConfig;
import org.chatrooms.web.config.Setting;
import org.chatrooms.web.config.StartupException;

/** Opens the database that the settings name, or says which of them is to be mended, and why. */
final class ChatDatabase {
    private ChatDatabase() {}

    /**
     * Opens it, with its tables up to date.
     *
     * @param toClose takes what is ours to close
     */
    static DataSource open(ChatConfig config, Consumer<AutoCloseable> toClose) {
        makeFolder(config.dataFolder());
        try {
            DataSource dataSource = connect(config, toClose);
            DataSources.migrate(dataSource);
            return dataSource;
        } catch (DatabaseException e) {
            String where =
                    setting(config).map(named -> named.parameter() + ": ").orElse("");
            throw new StartupException(where + e.getMessage(), e);
        }
    }

    /** Also where the database is elsewhere: there is more to keep. */
    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartupException("The data folder " + folder + " cannot be made: " + e, e);
        }
        if (!Files.isWritable(folder)) {
            throw new StartupException("The data folder " + folder + " is not writable");
        }
    }

    private static DataSource connect(ChatConfig config, Consumer<AutoCloseable> toClose) {
        Optional<String> jndiName = config.find(Setting.JDBC_JNDI_NAME);
        if (jndiName.isPresent()) {
            return DataSources.jndi(jndiName.get()); // the container's, who closes it
        }
        HikariDataSource pool = config.find(Setting.JDBC_URL)
                .map(url -> DataSources.server(
                        url,
                        config.find(Setting.JDBC_USER).orElse(null),
                        config.find(Setting.JDBC_PASSWORD).orElse(null)))
                .orElseGet(() -> DataSources.h2(config.dataFolder()));
        toClose.accept(pool);
        return pool;
    }

    /** The one that names the database; none where it is the embedded one. */
    private static Optional<Setting> setting(ChatConfig config) {
        return Stream.of(Setting.JDBC_URL, Setting.JDBC_JNDI_NAME)
                .filter(setting -> config.find(setting).isPresent())
                .findFirst();
    }
}
