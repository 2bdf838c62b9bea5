package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.spi.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordLinksTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private HikariDataSource dataSource;
    private AccountRepository accounts;
    private PasswordLinks links;
    private Account ann;

    @BeforeEach
    void open() {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
        Database database = new Database(dataSource);
        accounts = new AccountRepository(database, new Changes(database, clock));
        links = new PasswordLinks(new byte[] {1}, accounts, clock);
        ann = accounts.create("ann", Optional.of("hash"), false).orElseThrow();
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void it_opens_for_a_day() {
        String link = links.make(ann);
        assertTrue(link.matches("[A-Za-z0-9~._-]+"), link);
        clock.pass(Duration.ofHours(24).minusSeconds(1));
        assertEquals(Optional.of(ann), links.open(link));

        clock.pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), links.open(link));
    }

    @Test
    void it_opens_nothing_after_the_password_was_set_or_the_account_is_gone_or_disabled() {
        String link = links.make(ann);
        accounts.setPassword(ann.id(), "other");
        assertEquals(Optional.empty(), links.open(link));

        String second = links.make(accounts.find(ann.id()).orElseThrow());
        accounts.setDisabled(ann.id(), true);
        assertEquals(Optional.empty(), links.open(second));
        assertEquals(
                Optional.empty(), links.open(links.make(accounts.find(ann.id()).orElseThrow())));

        accounts.setDisabled(ann.id(), false);
        String third = links.make(accounts.find(ann.id()).orElseThrow());
        accounts.delete(ann.id());
        assertEquals(Optional.empty(), links.open(third));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1~0~9999999999", "1~0~9999999999.", "1~0~9999999999.AAAA", "~~.x", "x"})
    void what_we_did_not_make_opens_nothing(String link) {
        assertEquals(Optional.empty(), links.open(link));
    }

    @Test
    void one_made_with_another_key_opens_nothing() {
        PasswordLinks others = new PasswordLinks(new byte[] {2}, accounts, clock);

        assertEquals(Optional.empty(), links.open(others.make(ann)));
    }
}
