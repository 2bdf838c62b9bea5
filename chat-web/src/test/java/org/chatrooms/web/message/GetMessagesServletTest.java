package org.chatrooms.web.message;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.Account;
import org.chatrooms.policy.AllowAll;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.DatabaseException;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.repository.SanctionRepository;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakePresenceStore;
import org.chatrooms.web.fake.HandExecutor;
import org.chatrooms.web.guard.Addresses;
import org.chatrooms.web.guard.HeadersFilter;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.PersonFilter;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.RoomKeys;
import org.chatrooms.web.guard.RoomRights;
import org.chatrooms.web.guard.Site;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.listener.Listeners;
import org.chatrooms.web.text.Languages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetMessagesServletTest {
    private static final int MOST_WAITING = 2;
    private static final Site SITE = new Site(
            "/chat",
            "",
            false,
            true,
            "login/",
            "",
            "chatrooms-admin",
            Set.of(),
            "'self'",
            new Languages(Map.of(), Map.of()));

    @TempDir
    Path folder;

    private HikariDataSource dataSource;
    private PersonFilter person;
    private GetMessagesServlet servlet;
    private Cookie cookie;
    private String room;

    @BeforeEach
    void somebody_was_here_just_now() throws Exception {
        TestClock clock = new TestClock();
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
        Database database = new Database(dataSource);
        Changes changes = new Changes(database, clock);
        RoomRepository rooms = new RoomRepository(database, changes);
        AccountRepository accounts = new AccountRepository(database, changes);
        SanctionRepository sanctions = new SanctionRepository(database, changes, clock);
        PersonTokens tokens = new PersonTokens(new byte[] {1}, clock, changes);
        person = new PersonFilter(SITE, tokens, accounts);
        Addresses addresses = new Addresses(List.of());
        RoomRights rights = new RoomRights(rooms, sanctions, addresses, id -> List.of());
        servlet = new GetMessagesServlet(
                new ChatHub(
                        new FakeMessageHandler(),
                        new FakePresenceStore(clock),
                        new Listeners(List.of(), clock),
                        clock,
                        new HandExecutor()),
                new RoomDoor(rooms, rights, new AllowAll(), new RoomKeys(new byte[] {2}, clock)),
                new Limits(new Limits.Rates(true, 5, 10, 10, 10, MOST_WAITING, 1000), addresses, clock));

        Account ann = accounts.create("ann", Optional.empty(), false).orElseThrow();
        Exchange signIn = Exchange.of("POST");
        tokens.give(ann, signIn.request, signIn.response);
        cookie = signIn.cookies().get(0);
        accounts.find(ann.id());
        long lobby = rooms.findBySlug("lobby").orElseThrow().id();
        rooms.find(lobby);
        sanctions.hasAny(lobby);
        room = Long.toString(lobby);
    }

    private void ask() throws Exception {
        Exchange http = Exchange.get("/get_messages/").bringing(cookie);
        when(http.request.getParameterValues("room_id")).thenReturn(new String[] {room});
        when(http.request.getParameterValues("latest_message_id")).thenReturn(new String[] {"-1"});
        http.through(
                new HeadersFilter(SITE, request -> false, request -> false, request -> false),
                (request, response) -> person.doFilter(request, response, servlet::service));
    }

    @Test
    void whoever_asks_in_vain_while_the_database_is_away_does_not_count_as_waiting() {
        dataSource.close();

        for (int i = 0; i <= MOST_WAITING; i++) {
            assertThrows(DatabaseException.class, this::ask);
        }
    }
}
