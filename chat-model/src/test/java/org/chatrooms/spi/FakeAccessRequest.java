package org.chatrooms.spi;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.Room;

/**
 * A question to an access policy, for tests: begin with {@link #of} and say what else is so.
 *
 * @param room the room that is asked for
 * @param action what somebody wants to do in it
 * @param subscriber whether they subscribe to it
 * @param roomUnlocked whether they gave its password
 * @param administrator whether they run the chat
 * @param roles those in which the container knows them
 * @param parameters of the URL or the form
 * @param headers in any case
 * @param sessionAttributes of the container's session
 */
public record FakeAccessRequest(
        Room room,
        Action action,
        boolean subscriber,
        boolean roomUnlocked,
        boolean administrator,
        Set<String> roles,
        Map<String, String> parameters,
        Map<String, String> headers,
        Map<String, Object> sessionAttributes)
        implements AccessRequest {
    /** Of somebody who has no rights at all. */
    public static FakeAccessRequest of(Room room, Action action) {
        return new FakeAccessRequest(room, action, false, false, false, Set.of(), Map.of(), Map.of(), Map.of());
    }

    /** The same of a subscriber. */
    public FakeAccessRequest bySubscriber() {
        return new FakeAccessRequest(
                room, action, true, roomUnlocked, administrator, roles, parameters, headers, sessionAttributes);
    }

    /** The same of somebody who gave the room's password. */
    public FakeAccessRequest unlocked() {
        return new FakeAccessRequest(
                room, action, subscriber, true, administrator, roles, parameters, headers, sessionAttributes);
    }

    /** The same of somebody who runs the chat. */
    public FakeAccessRequest byAdministrator() {
        return new FakeAccessRequest(
                room, action, subscriber, roomUnlocked, true, roles, parameters, headers, sessionAttributes);
    }

    /** The same of somebody with these roles. */
    public FakeAccessRequest inRoles(String... names) {
        return new FakeAccessRequest(
                room,
                action,
                subscriber,
                roomUnlocked,
                administrator,
                Set.of(names),
                parameters,
                headers,
                sessionAttributes);
    }

    @Override
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public Optional<Object> sessionAttribute(String name) {
        return Optional.ofNullable(sessionAttributes.get(name));
    }

    @Override
    public boolean isInRole(String role) {
        return roles.contains(role);
    }

    /** There is no request behind it. */
    @Override
    public <T> T unwrap(Class<T> type) {
        throw new IllegalArgumentException("The request is no " + type.getName());
    }
}
