package org.chatrooms.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.admin.Work.State;
import org.chatrooms.web.hub.ChatHub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomDeletionTest {
    private static final Room ROOM = Room.open("Yard", "yard", "").withId(7);

    private final RoomRepository rooms = mock();
    private final ChatHub hub = mock();
    private final MessageArchive archive = mock();
    private final Works works = new Works(Runnable::run);
    private final RoomDeletion deletion = new RoomDeletion(rooms, hub, works);

    @BeforeEach
    void much_was_said_in_the_room() {
        when(hub.latestMessageId(7)).thenReturn(300L);
        when(hub.archive()).thenReturn(Optional.of(archive));
        when(rooms.isDoomed(7)).thenReturn(true);
        when(rooms.doomed()).thenReturn(List.of(ROOM));
        when(rooms.find(7)).thenReturn(Optional.of(ROOM));
        when(archive.forget(eq(7L), any(), anyInt())).thenReturn(200, 100);
    }

    private void aPieceFails() {
        when(archive.forget(eq(7L), any(), anyInt())).thenThrow(new IllegalStateException("no database"));
    }

    private State state() {
        return works.all().get(0).state();
    }

    @Test
    void the_room_goes_when_all_that_was_said_is_gone() {
        assertTrue(deletion.delete(ROOM, "root"));

        verify(rooms).setDoomed(7, true);
        verify(rooms).delete(7);
        verify(hub).roomDeleted(7);
        assertEquals(State.DONE, state());
        assertEquals(300, works.all().get(0).done());
    }

    @Test
    void a_deletion_that_fails_where_it_was_begun_is_called_off_so_that_the_room_is_seen_again() {
        aPieceFails();
        deletion.delete(ROOM, "root");

        verify(rooms, never()).delete(7);
        verify(rooms).setDoomed(7, false);
        assertEquals(State.FAILED, state());
    }

    @Test
    void a_deletion_that_was_taken_up_and_fails_is_not_called_off_because_another_node_may_be_at_it() {
        aPieceFails();
        deletion.goOn();

        verify(rooms, never()).setDoomed(eq(7L), anyBoolean());
        assertEquals(State.FAILED, state());
    }

    @Test
    void a_deletion_that_was_called_off_elsewhere_ends_here_too() {
        when(rooms.isDoomed(7)).thenReturn(true, false);
        deletion.goOn();

        verify(rooms, never()).delete(7);
        assertEquals(State.CANCELLED, state());
    }
}
