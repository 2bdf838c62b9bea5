package org.chatrooms.spi;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The chat as a plugin sees it: what django-chatrooms passes to its handlers as {@code sender} and {@code chatobj}.
 *
 * @param signals where to announce what happened
 * @param roomsWaitedFor the rooms that somebody on this node waits for right now, for handlers that have to look by
 *     themselves
 * @param dataSource the chat's database, migrated; its pool is shared with the chat
 * @param settings every {@code chatrooms.…} setting that was given, by name, and those that plugins declared; not how to
 *     get into the chat's database
 * @param clock what time it is; tests set it
 */
public record HandlerContext(
        RoomSignals signals,
        Supplier<Set<Long>> roomsWaitedFor,
        DataSource dataSource,
        Map<String, String> settings,
        Clock clock) {}
