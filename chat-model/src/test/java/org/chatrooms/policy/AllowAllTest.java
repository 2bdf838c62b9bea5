package org.chatrooms.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.AccessPolicyContract;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.FakeAccessRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllowAllTest extends AccessPolicyContract {
    @Override
    protected AccessPolicy newPolicy() {
        return new AllowAll();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void nobody_in_particular_may_do_everything_even_in_a_private_room(Action action) {
        Room room = new Room(1, "Room", "room", "", true, true, Optional.of("hash"));

        assertTrue(permits(FakeAccessRequest.of(room, action), Optional.empty()));
    }
}
