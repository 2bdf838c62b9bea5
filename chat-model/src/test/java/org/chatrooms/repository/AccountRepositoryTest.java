package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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

        assertEquals(new Account(ann.id(), "Ann", Optional.of("hash"), false, false, 0), ann);
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

        Account changed = new Account(ann.id(), "Ann", Optional.of("other"), false, false, 1);
        assertEquals(Optional.of(changed), here.find(ann.id()));
        assertEquals(Optional.of(ann), there.find(ann.id()));
        changesThere.read();
        assertEquals(Optional.of(changed), there.find(ann.id()));
    }

    @Test
    void voiding_tokens_begins_a_new_epoch_and_leaves_the_password() {
        Account ann = ann();

        here.voidTokens(ann.id());

        assertEquals(
                Optional.of(new Account(ann.id(), "Ann", Optional.of("hash"), false, false, 1)), here.find(ann.id()));
    }

    @Test
    void whoever_is_disabled_is_signed_out_and_keeps_the_name_and_the_other_node_learns_of_it() {
        Account ann = ann();
        there.find(ann.id());

        here.setDisabled(ann.id(), true);

        changesThere.read();
        Account disabled = there.find(ann.id()).orElseThrow();
        assertTrue(disabled.isDisabled());
        assertEquals(ann.tokenEpoch() + 1, disabled.tokenEpoch());
        assertTrue(there.isTaken("ann"));
        here.setDisabled(ann.id(), false);
        assertFalse(here.find(ann.id()).orElseThrow().isDisabled());
    }

    @Test
    void a_deleted_account_is_gone_on_both_nodes_and_its_name_is_free() {
        Account ann = ann();
        there.find(ann.id());

        here.delete(ann.id());

        changesThere.read();
        assertEquals(Optional.empty(), there.find(ann.id()));
        assertFalse(here.isTaken("ann"));
        assertTrue(ann().id() > ann.id(), "nobody inherits what a number stands for");
    }

    @Test
    void a_password_is_replaced_only_where_nothing_happened_since() {
        Account ann = ann();

        assertTrue(here.replacePassword(ann, "other"));
        assertFalse(here.replacePassword(ann, "third"));

        assertEquals(Optional.of("other"), here.find(ann.id()).orElseThrow().passwordHash());
    }

    @Test
    void accounts_are_found_by_a_part_of_the_name_however_it_is_written() {
        ann();
        here.create("Joanna", Optional.empty(), false);
        here.create("100%_!", Optional.empty(), false);

        assertEquals(List.of("Ann", "Joanna"), names("aN", 10));
        assertEquals(List.of("Ann"), names("ANN", 1));
        assertEquals(List.of("100%_!"), names("0%_!", 10));
        assertEquals(List.of(), names("a%n", 10));
        assertEquals(List.of(), names("a\0", 10));
        assertEquals(List.of("100%_!", "Ann", "Joanna"), names("", 10));
    }

    private List<String> names(String part, int limit) {
        return here.named(part, limit).stream().map(Account::username).toList();
    }

    @Test
    void an_administrator_who_is_disabled_runs_nothing() {
        Account root = here.create("root", Optional.of("hash"), true).orElseThrow();
        assertFalse(here.hasAdministratorBut(root.id()));

        here.setDisabled(root.id(), true);
        assertFalse(here.hasAdministrator());
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
