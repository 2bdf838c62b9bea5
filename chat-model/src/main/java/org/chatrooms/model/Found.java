package org.chatrooms.model;

import java.util.List;
import java.util.Optional;

/**
 * What a search found, and where it stopped to look: a room may be long.
 *
 * @param messages latest first
 * @param goOnBefore the id before which it goes on; empty when there is nothing more to look through
 */
public record Found(List<? extends ChatMessage> messages, Optional<Long> goOnBefore) {}
