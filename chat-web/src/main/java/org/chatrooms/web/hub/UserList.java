package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.List;
import org.chatrooms.model.Presence;

/** Who is in a room, as of a moment. */
public record UserList(Instant now, List<Presence> people) {}
