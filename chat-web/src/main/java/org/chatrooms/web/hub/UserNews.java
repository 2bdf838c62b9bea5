package org.chatrooms.web.hub;

import java.util.List;
import java.util.Optional;

/**
 * Who is in a room, for a stream that shows it: first everybody, then who came and went.
 *
 * @param count how many there are
 * @param names their names, or the first of them; empty for a change
 * @param joined who came since the last news; both empty where too many came and went to name them
 * @param left who went since then
 */
public record UserNews(int count, Optional<List<String>> names, List<String> joined, List<String> left) {}
