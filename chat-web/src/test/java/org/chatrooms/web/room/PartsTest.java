package org.chatrooms.web.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.chatrooms.model.Room;
import org.chatrooms.repository.ReadRepository;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.hub.ChatHub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tags of a page get that is none of ours. */
class PartsTest {
    private static final Room LOBBY = Room.open("Lobby", "lobby", "");

    private final RoomRepository rooms = mock();
    private final RoomDoor door = mock();
    private final ChatHub hub = mock();
    private Exchange http;

    @BeforeEach
    void open() throws Exception {
        http = Exchange.get("/talk.jsp");
    }

    private Parts.OfPage page() {
        new Parts(rooms, mock(ReadRepository.class), door, hub).bindTo(http.request);
        return (Parts.OfPage) http.request.getAttribute("chatParts");
    }

    private RoomView view(Room room) {
        return new RoomView(room, List.of(), null, List.of(), Map.of(), false, false, null, false);
    }

    @Test
    void whoever_may_not_enter_sees_nothing_of_the_room() {
        when(door.enter(eq("lobby"), eq(Action.ENTER), any())).thenThrow(HttpError.notFound());

        assertNull(page().room("lobby"));
    }

    @Test
    void a_page_of_the_site_does_not_break_over_a_room_that_cannot_be_found_out() {
        when(door.enter(eq("lobby"), eq(Action.ENTER), any())).thenThrow(new IllegalStateException("No database"));
        when(rooms.all()).thenThrow(new IllegalStateException("No database"));

        assertNull(page().room("lobby"));
        assertNull(page().rooms());
    }

    @Test
    void the_tags_of_a_page_all_see_the_same_which_is_asked_for_once() {
        when(door.enter(eq("lobby"), eq(Action.ENTER), any())).thenReturn(LOBBY);
        Parts.OfPage page = page();

        assertSame(page.room("lobby"), page.room("lobby"));
        verify(door, times(1)).enter(eq("lobby"), eq(Action.ENTER), any());
    }

    @Test
    void what_our_own_page_is_about_is_not_asked_for_again() {
        RoomView view = view(LOBBY);
        http.request.setAttribute("view", view);

        assertSame(view, page().room("lobby"));
    }

    @Test
    void an_attribute_of_the_site_that_happens_to_be_called_alike_is_none_of_ours() {
        when(door.enter(eq("lobby"), eq(Action.ENTER), any())).thenReturn(LOBBY);
        http.request.setAttribute("view", "of the garden");

        assertEquals(LOBBY, page().room("lobby").room());
    }
}
