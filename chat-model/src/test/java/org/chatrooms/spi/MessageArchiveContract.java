package org.chatrooms.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.Found;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.NoSuchMessage;
import org.chatrooms.model.NotTheAuthor;
import org.chatrooms.model.Search;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MessageHandler} promises that has a {@link MessageArchive}. */
public abstract class MessageArchiveContract extends MessageHandlerContract {
    private static final long END = Long.MAX_VALUE;

    private MessageArchive archive;

    @BeforeEach
    void open_the_archive() {
        archive = handler.archive().orElseThrow();
    }

    private IncomingMessage change(Kind kind, ChatUser author, long targetId, String content, UUID key) {
        return new IncomingMessage(
                room, author, content, clock.instant(), Optional.ofNullable(key), kind, Optional.of(targetId));
    }

    private ChatMessage edit(long targetId, String content) {
        return handler.handleReceivedMessage(change(Kind.EDIT, ANN, targetId, content, null));
    }

    private ChatMessage delete(long targetId) {
        return handler.handleReceivedMessage(change(Kind.DELETE, ANN, targetId, "", null));
    }

    private static ChatMessage only(List<? extends ChatMessage> messages) {
        assertEquals(1, messages.size());
        return messages.get(0);
    }

    private Search words(String... words) {
        return new Search(room, List.of(words), Optional.empty(), Optional.empty(), Optional.empty(), END);
    }

    @Test
    void scrolling_back_gives_the_messages_before_an_id_with_the_oldest_first() {
        List<Long> ids = LongStream.range(0, 5).mapToObj(i -> say("hello").id()).toList();

        assertEquals(ids, ids(archive.messagesBefore(room, END, 50)));
        assertEquals(ids.subList(1, 3), ids(archive.messagesBefore(room, ids.get(3), 2)));
        assertEquals(List.of(), ids(archive.messagesBefore(room, ids.get(0), 2)));
    }

    @Test
    void a_message_says_which_one_it_answers() {
        long first = say("hello").id();
        say("nothing to it");

        ChatMessage answer = handler.handleReceivedMessage(change(Kind.MESSAGE, BOB, first, "hello yourself", null));

        assertEquals(Optional.of(first), answer.targetId());
        ChatMessage read = only(handler.retrieveMessages(room, answer.id() - 1, 2));
        assertEquals(Optional.of(first), read.targetId());
        assertEquals(Kind.MESSAGE, read.kind());
        assertFalse(read.isEdited());
    }

    @Test
    void an_edit_is_the_next_entry_and_from_then_on_the_text_of_its_message() {
        ChatMessage message = say("helo");
        Instant said = message.date();
        clock.pass(Duration.ofSeconds(1));

        ChatMessage edit = edit(message.id(), "hello");

        ChatMessage entry = only(handler.retrieveMessages(room, message.id(), 50));
        assertEquals(edit.id(), entry.id());
        assertEquals(Kind.EDIT, entry.kind());
        assertEquals(Optional.of(message.id()), entry.targetId());
        assertEquals("hello", entry.content());
        assertEquals(edit.id(), handler.getLatestMessageId(room));
        ChatMessage now = only(archive.messagesBefore(room, END, 50));
        assertEquals("hello", now.content());
        assertEquals(said, now.date());
        assertTrue(now.isEdited());
        assertEquals(Optional.empty(), now.targetId());
    }

    @Test
    void an_edit_is_heard_of_as_a_message_is() {
        long message = say("helo").id();
        Await.until("the message was heard of", () -> here().roomChanges(room) > 0);
        int before = here().roomChanges(room);

        edit(message, "hello");

        Await.until("the edit was heard of", () -> here().roomChanges(room) > before);
    }

    @Test
    void a_deletion_takes_the_text_from_its_message_and_from_every_edit_of_it_and_from_nothing_else() {
        long before = say("stays").id();
        long message = say("secret 1").id();
        edit(message, "secret 2");
        edit(before, "stays, too");
        edit(message, "secret 3");

        ChatMessage deletion = delete(message);

        assertEquals(
                List.of("stays, too", "", "", "stays, too", "", ""), contents(allAfter(-1)), "all entries of the log");
        assertEquals(Kind.DELETE, allAfter(deletion.id() - 1).get(0).kind());
        assertEquals(List.of("stays, too", ""), contents(archive.messagesBefore(room, END, 50)));
        assertEquals(List.of(), archive.search(words("secret")).messages());
    }

    @Test
    void nobody_changes_what_another_person_said_and_what_is_refused_leaves_no_entry() {
        long message = say("mine").id();
        long otherRoom = newRoom();
        handler.handleReceivedMessage(
                new IncomingMessage(otherRoom, BOB, "elsewhere", clock.instant(), Optional.empty()));

        assertThrows(
                NotTheAuthor.class,
                () -> handler.handleReceivedMessage(change(Kind.EDIT, BOB, message, "yours", null)));
        assertThrows(
                NotTheAuthor.class, () -> handler.handleReceivedMessage(change(Kind.DELETE, BOB, message, "", null)));
        assertThrows(NoSuchMessage.class, () -> edit(message + 100, "what?"));
        assertThrows(
                NoSuchMessage.class,
                () -> handler.handleReceivedMessage(change(Kind.MESSAGE, BOB, message + 100, "what?", null)));
        assertEquals(List.of("mine"), contents(allAfter(-1)));
    }

    @Test
    void what_was_taken_back_cannot_be_changed_and_changes_cannot_be_changed() {
        long message = say("helo").id();
        long edit = edit(message, "hello").id();
        assertThrows(NoSuchMessage.class, () -> edit(edit, "hallo"));

        delete(message);

        assertThrows(NoSuchMessage.class, () -> edit(message, "hallo"));
        assertThrows(NoSuchMessage.class, () -> delete(message));
    }

    @Test
    void a_second_try_of_a_change_is_the_first_one_again_whatever_came_after_it() {
        long message = say("helo").id();
        UUID key = UUID.randomUUID();
        long edit = handler.handleReceivedMessage(change(Kind.EDIT, ANN, message, "hello", key))
                .id();
        assertThrows(
                ClientKeyConflict.class,
                () -> handler.handleReceivedMessage(change(Kind.EDIT, ANN, message, "good bye", key)));
        UUID deletionKey = UUID.randomUUID();
        long deletion = handler.handleReceivedMessage(change(Kind.DELETE, ANN, message, "", deletionKey))
                .id();

        assertEquals(
                edit,
                handler.handleReceivedMessage(change(Kind.EDIT, ANN, message, "hello", key))
                        .id());
        assertEquals(
                deletion,
                handler.handleReceivedMessage(change(Kind.DELETE, ANN, message, "", deletionKey))
                        .id());
        assertEquals(3, allAfter(-1).size());
    }

    @Test
    void of_many_who_take_back_the_same_message_one_does_and_the_text_is_gone_whatever_is_edited_meanwhile()
            throws Exception {
        long message = say("0").id();
        MessageHandler other = node(new RecordingSignals());

        List<Boolean> deleted = InBackground.together(8, i -> {
            MessageHandler node = i % 2 == 0 ? handler : other;
            try {
                node.handleReceivedMessage(change(Kind.EDIT, ANN, message, Integer.toString(i + 1), null));
            } catch (NoSuchMessage e) {
                // Somebody was quicker.
            }
            try {
                node.handleReceivedMessage(change(Kind.DELETE, ANN, message, "", null));
                return true;
            } catch (NoSuchMessage e) {
                return false;
            }
        });

        assertEquals(1, deleted.stream().filter(done -> done).count());
        List<? extends ChatMessage> log = allAfter(-1);
        assertTrue(log.stream().allMatch(entry -> entry.content().isEmpty()), contents(log)::toString);
        assertEquals(Kind.DELETE, log.get(log.size() - 1).kind());
    }

    @Test
    void a_search_finds_messages_in_which_all_words_stand_latest_first() {
        long first = say("The quick brown fox").id();
        say("the lazy dog");
        long third = say("a FOX, quick").id();

        assertEquals(
                List.of(third, first), ids(archive.search(words("Quick", "fox")).messages()));
        assertEquals(List.of(), archive.search(words("quick", "dog")).messages());
    }

    @Test
    void what_means_something_to_the_database_means_itself() {
        long first = say("100% _sure_! it's \\ done").id();
        say("100 and sure");

        for (String word : List.of("0%", "_sure_", "e_!", "it's", "\\")) {
            assertEquals(List.of(first), ids(archive.search(words(word)).messages()), word);
        }
    }

    @Test
    void a_search_is_also_by_name_and_by_time_and_in_one_room() {
        long early = say("hello").id();
        clock.pass(Duration.ofHours(1));
        Instant noon = clock.instant();
        long late = say("hello").id();
        long bobs = handler.handleReceivedMessage(
                        new IncomingMessage(room, BOB, "hello", clock.instant(), Optional.empty()))
                .id();
        handler.handleReceivedMessage(new IncomingMessage(newRoom(), ANN, "hello", clock.instant(), Optional.empty()));

        assertEquals(
                List.of(bobs, late, early), ids(archive.search(words("hello")).messages()));
        assertEquals(
                List.of(late, early),
                ids(archive.search(new Search(
                                room, List.of(), Optional.of("ANN"), Optional.empty(), Optional.empty(), END))
                        .messages()));
        assertEquals(
                List.of(bobs, late),
                ids(archive.search(
                                new Search(room, List.of(), Optional.empty(), Optional.of(noon), Optional.empty(), END))
                        .messages()));
        assertEquals(
                List.of(early),
                ids(archive.search(new Search(
                                room, List.of("hello"), Optional.empty(), Optional.empty(), Optional.of(noon), END))
                        .messages()));
    }

    @Test
    void a_search_that_found_much_goes_on_where_it_stopped() {
        List<Long> ids =
                IntStream.range(0, 120).mapToObj(i -> say("hello").id()).toList();
        List<Long> found = new ArrayList<>();

        Optional<Long> before = Optional.of(END);
        while (before.isPresent()) {
            Found some = archive.search(new Search(
                    room, List.of("hello"), Optional.empty(), Optional.empty(), Optional.empty(), before.get()));
            found.addAll(ids(some.messages()));
            before = some.goOnBefore();
        }

        assertEquals(ids.stream().sorted((a, b) -> Long.compare(b, a)).toList(), found);
    }

    @Test
    void what_was_edited_is_found_by_what_it_says_now() {
        long message = say("helo").id();
        edit(message, "hello");

        assertEquals(List.of(), archive.search(words("helo")).messages());
        assertEquals(List.of(message), ids(archive.search(words("hello")).messages()));
    }
}
