package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.chatrooms.TestDatabase;
import org.chatrooms.model.Account;
import org.chatrooms.model.InvalidInput;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AccountRepositoryTest {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    private Changes changesHere;
    private AccountRepository here;
    private Changes changesThere;
    private AccountRepository there;

    @BeforeEach
    void open() {
        dataSource = kind.open(folder);
        Database database = new Database(dataSource);
        changesHere = new Changes(database, Clock.systemUTC());
        here = new AccountRepository(database, changesHere);
        changesThere = new Changes(database, Clock.systemUTC());
        there = new AccountRepository(database, changesThere);
    }

    private Account ann() {
        return here.create("Ann", Optional.of("hash"), false).orElseThrow();
    }

    @Test
    void an_account_is_found_as_it_was_made_and_by_every_name_that_reads_the_same() {
        Account ann = ann();

        assertEquals(new Account(ann.id(), "Ann", Optional.of("hash"), false, 0), ann);
        assertEquals(Optional.of(ann), here.find(ann.id()));
        assertEquals(Optional.of(ann), here.findByName("aNN"));
        assertEquals(Optional.of(ann), here.findByName("ａｎｎ"));
        assertEquals(Optional.empty(), here.findByName("anna"));
        assertEquals(Optional.empty(), here.findByName("ann\0"));
        assertEquals(Optional.empty(), here.find(ann.id() + 1));
    }

    @Test
    void a_name_that_reads_like_another_accounts_is_taken() {
        ann();

        assertEquals(Optional.empty(), here.create("ANN", Optional.empty(), false));
        assertTrue(here.isTaken("ann"));
        assertFalse(here.isTaken("bob"));
    }

    @Test
    void a_name_that_reads_like_a_guests_is_none() {
        assertThrows(InvalidInput.class, () -> here.create("(Guest) ann", Optional.empty(), false));
        assertThrows(InvalidInput.class, () -> here.create("x".repeat(57), Optional.empty(), false));
    }

    @Test
    void there_is_an_administrator_when_one_was_made() {
        ann();
        assertFalse(here.hasAdministrator());

        here.create("root", Optional.of("hash"), true);
        assertTrue(here.hasAdministrator());
    }

    @Test
    void a_new_password_begins_a_new_epoch_and_the_other_node_learns_of_it() {
        Account ann = ann();
        there.find(ann.id());

        here.setPassword(ann.id(), "other");

        Account changed = new Account(ann.id(), "Ann", Optional.of("other"), false, 1);
        assertEquals(Optional.of(changed), here.find(ann.id()));
        assertEquals(Optional.of(ann), there.find(ann.id()));
        changesThere.read();
        assertEquals(Optional.of(changed), there.find(ann.id()));
    }

    @Test
    void voiding_tokens_begins_a_new_epoch_and_leaves_the_password() {
        Account ann = ann();

        here.voidTokens(ann.id());

        assertEquals(Optional.of(new Account(ann.id(), "Ann", Optional.of("hash"), false, 1)), here.find(ann.id()));
    }

    @Test
    void a_principal_gets_an_account_without_a_password_at_first_sight_and_the_same_ever_after() {
        Account first = here.ofPrincipal("carl").orElseThrow();

        assertEquals(Optional.empty(), first.passwordHash());
        assertEquals(Optional.of(first), here.ofPrincipal("carl"));
        assertEquals(Optional.of(first), there.ofPrincipal("carl"));
    }

    @Test
    void two_principals_whose_names_read_the_same_are_not_one_person() {
        here.ofPrincipal("carl");

        assertEquals(Optional.empty(), here.ofPrincipal("Carl"));
    }
}
