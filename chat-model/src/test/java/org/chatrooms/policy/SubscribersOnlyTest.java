package org.chatrooms.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.AccessPolicyContract;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.FakeAccessRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscribersOnlyTest extends AccessPolicyContract {
    @Override
    protected AccessPolicy newPolicy() {
        return new SubscribersOnly();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    IS PRIVATE, SUBSCRIBER, UNLOCKED, ADMINISTRATOR, MAY
                    false     , false     , false   , false        , false
                    false     , false     , false   , true         , true
                    false     , false     , true    , false        , false
                    false     , false     , true    , true         , true
                    false     , true      , false   , false        , true
                    false     , true      , false   , true         , true
                    false     , true      , true    , false        , true
                    false     , true      , true    , true         , true
                    true      , false     , false   , false        , false
                    true      , false     , false   , true         , true
                    true      , false     , true    , false        , false
                    true      , false     , true    , true         , true
                    true      , true      , false   , false        , true
                    true      , true      , false   , true         , true
                    true      , true      , true    , false        , true
                    true      , true      , true    , true         , true
                    """)
    void every_room_is_for_its_subscribers_and_for_administrators_and_a_password_alone_opens_none(
            boolean isPrivate, boolean isSubscriber, boolean isUnlocked, boolean isAdministrator, boolean may) {
        Room room = new Room(1, "Room", "room", "", true, isPrivate, Optional.of("hash"));
        for (Action action : Action.values()) {
            FakeAccessRequest request = FakeAccessRequest.of(room, action);
            request = isSubscriber ? request.bySubscriber() : request;
            request = isUnlocked ? request.unlocked() : request;
            request = isAdministrator ? request.byAdministrator() : request;

            assertEquals(may, permits(request, Optional.empty()), action.name());
        }
    }
}
