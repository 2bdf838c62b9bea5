package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.Cookie;
import java.nio.file.Path;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonFilterTest {
    private static final ChatUser ANN = ChatUser.guest("a", "ann");

    @TempDir
    Path folder;

    private HikariDataSource dataSource;
    private AccountRepository accounts;
    private PersonTokens tokens;

    @BeforeEach
    void open() {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
        Database database = new Database(dataSource);
        TestClock clock = new TestClock();
        Changes changes = new Changes(database, clock);
        accounts = new AccountRepository(database, changes);
        tokens = new PersonTokens(new byte[] {1}, clock, changes);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private Cookie token(ChatUser guest) throws Exception {
        Exchange http = Exchange.get("/setguestname/");
        tokens.give(guest, http.request, http.response);
        return http.cookies().get(0);
    }

    private Cookie token(Account account) throws Exception {
        Exchange http = Exchange.get("/login/");
        tokens.give(account, http.request, http.response);
        return http.cookies().get(0);
    }

    private Visit visit(Site site, Exchange http) throws Exception {
        new Visit(site, "", http.request).bindTo(http.request);
        http.through(new PersonFilter(site, tokens, accounts), (request, response) -> {});
        return Visit.of(http.request);
    }

    private Visit visit(Cookie... cookies) throws Exception {
        return visit(Sites.PLAIN, Exchange.get("/rooms/").bringing(cookies));
    }

    @Test
    void a_good_token_is_somebody() throws Exception {
        assertEquals(Optional.of(ANN), visit(token(ANN)).user());
        assertFalse(visit(token(ANN)).isSignedIn());
    }

    @Test
    void a_bad_token_is_nobody_and_no_error() throws Exception {
        assertEquals(
                Optional.empty(), visit(new Cookie(PersonTokens.COOKIE, "bad")).user());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_account_is_signed_in_and_may_run_the_chat(boolean isAdministrator) throws Exception {
        Account bob = accounts.create("bob", Optional.empty(), isAdministrator).orElseThrow();

        Visit visit = visit(token(bob));

        assertEquals(Optional.of(bob.user()), visit.user());
        assertTrue(visit.isSignedIn());
        assertEquals(isAdministrator, visit.isAdministrator());
    }

    @Test
    void a_token_of_an_earlier_epoch_is_nobodys() throws Exception {
        Account bob = accounts.create("bob", Optional.empty(), true).orElseThrow();
        Cookie before = token(bob);

        accounts.voidTokens(bob.id());

        assertEquals(Optional.empty(), visit(before).user());
        assertFalse(visit(before).isAdministrator());
        assertEquals(
                Optional.of(bob.user()),
                visit(token(accounts.find(bob.id()).orElseThrow())).user());
    }

    @Test
    void a_token_that_was_signed_out_is_nobodys_and_others_of_the_same_person_are_theirs() throws Exception {
        Account bob = accounts.create("bob", Optional.empty(), false).orElseThrow();
        Cookie here = token(bob);
        Cookie there = token(bob);
        Exchange http = Exchange.get("/logout/").bringing(here);

        tokens.makeVoid(http.request);
        tokens.takeBack(http.request, http.response);

        assertEquals(0, http.cookies().get(0).getMaxAge());
        assertEquals(Optional.empty(), visit(here).user());
        assertEquals(Optional.of(bob.user()), visit(there).user());
    }

    @Test
    void whom_the_container_signed_in_is_an_account_of_that_name_and_its_roles_count() throws Exception {
        Exchange http = Exchange.get("/rooms/").bringing(token(ANN));
        when(http.request.getRemoteUser()).thenReturn("carl");
        when(http.request.isUserInRole("boss")).thenReturn(true);

        Visit visit = visit(Sites.withContainerLogin(), http);

        assertEquals(Optional.of("carl"), visit.user().map(ChatUser::username));
        assertTrue(visit.isSignedIn());
        assertTrue(visit.isAdministrator());
    }

    @Test
    void where_the_container_signs_people_in_a_token_signs_nobody_in() throws Exception {
        Account bob = accounts.create("bob", Optional.empty(), true).orElseThrow();
        Site site = Sites.withContainerLogin();

        assertEquals(
                Optional.empty(),
                visit(site, Exchange.get("/rooms/").bringing(token(bob))).user());
        assertEquals(
                Optional.of(ANN),
                visit(site, Exchange.get("/rooms/").bringing(token(ANN))).user());
    }

    @Test
    void with_accounts_of_our_own_the_container_signs_nobody_in() throws Exception {
        Exchange http = Exchange.get("/rooms/");
        when(http.request.getRemoteUser()).thenReturn("carl");
        when(http.request.isUserInRole("chatrooms-admin")).thenReturn(true);

        assertEquals(Optional.empty(), visit(Sites.PLAIN, http).user());
        assertFalse(visit(Sites.PLAIN, http).isAdministrator());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CARL", "(guest) carl", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void a_principal_whose_name_cannot_be_shown_is_nobody(String name) throws Exception {
        accounts.ofPrincipal("carl");
        Exchange http = Exchange.get("/rooms/");
        when(http.request.getRemoteUser()).thenReturn(name);

        assertEquals(Optional.empty(), visit(Sites.withContainerLogin(), http).user());
    }

    @Test
    void a_page_of_the_site_does_not_break_when_nobody_can_be_found_out() throws Exception {
        Account bob = accounts.create("bob", Optional.empty(), false).orElseThrow();
        Exchange http = Exchange.get("/shop/").bringing(token(bob));
        dataSource.close();

        http.through(new PersonFilter(Sites.PLAIN, tokens, accounts), (request, response) -> {});

        assertEquals(Optional.empty(), Visit.of(http.request).user());
    }
}
