package org.chatrooms.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    private ChatMessage moderate(Kind kind, ChatUser moderator, long targetId, String content) {
        return handler.handleReceivedMessage(new IncomingMessage(
                room, moderator, content, clock.instant(), Optional.empty(), kind, Optional.of(targetId), true));
    }

    @Test
    void who_keeps_order_takes_back_what_others_said_and_brings_it_back_as_often_as_they_like() {
        long plain = say("plain").id();
        long edited = say("edite").id();
        edit(edited, "edited");
        for (int i = 0; i < 2; i++) {
            assertTrue(moderate(Kind.DELETE, BOB, plain, "").isModerated());
            moderate(Kind.DELETE, BOB, edited, "");
            assertTrue(handler.retrieveMessages(room, 0, 100).stream()
                    .allMatch(entry -> entry.content().isEmpty()));
            assertTrue(archive.messagesBefore(room, END, 9).stream().allMatch(ChatMessage::isModerated));

            ChatMessage restored = moderate(Kind.RESTORE, BOB, plain, "plain");
            assertEquals(Kind.RESTORE, restored.kind());
            assertFalse(restored.isEdited());
            assertTrue(moderate(Kind.RESTORE, BOB, edited, "edited").isEdited());
        }
        List<? extends ChatMessage> messages = archive.messagesBefore(room, END, 9);
        assertEquals(
                List.of("plain", "edited"),
                messages.stream().map(ChatMessage::content).toList());
        assertTrue(messages.stream().noneMatch(ChatMessage::isModerated));
        assertTrue(messages.get(1).isEdited());

        edit(plain, "plainer");
        assertTrue(archive.messagesBefore(room, plain + 1, 1).get(0).isEdited());
        delete(plain);
        delete(edited);
        assertTrue(handler.retrieveMessages(room, 0, 100).stream()
                .allMatch(entry -> entry.content().isEmpty()));
    }

    @Test
    void nobody_brings_back_what_is_there_or_without_keeping_order() {
        long id = say("hello").id();
        assertThrows(NoSuchMessage.class, () -> moderate(Kind.RESTORE, BOB, id, "hello"));
        delete(id);
        assertThrows(
                NotTheAuthor.class,
                () -> handler.handleReceivedMessage(change(Kind.RESTORE, ANN, id, "something else", null)));
        assertEquals(2, handler.getLatestMessageId(room));
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

    /** Lets go of all that is older, in pieces of two. Ends a test of a handler that keeps everything. */
    private void forget(Instant before) {
        int gone = archive.forget(room, before, 2);
        assumeTrue(gone > 0, "it keeps everything");
        while (gone == 2) {
            gone = archive.forget(room, before, 2);
        }
        assertEquals(0, archive.forget(room, before, 2), "there is no more");
    }

    @Test
    void what_is_too_old_goes_and_the_rest_stays_as_it_was() {
        long other = newRoom();
        handler.handleReceivedMessage(new IncomingMessage(other, ANN, "elsewhere", clock.instant(), Optional.empty()));
        List<Long> old = LongStream.range(0, 4).mapToObj(i -> say("old").id()).toList();
        edit(old.get(0), "old, edited");
        delete(old.get(1));
        clock.pass(Duration.ofHours(1));
        Instant noon = clock.instant();
        long first = say("noon").id();
        say("later");

        forget(noon);

        assertEquals(List.of("noon", "later"), contents(allAfter(-1)), "what is of that moment stays");
        assertEquals(first, allAfter(-1).get(0).id());
        assertEquals(List.of("noon", "later"), contents(handler.recentMessages(room, 50)));
        assertEquals(List.of("noon", "later"), contents(archive.messagesBefore(room, END, 50)));
        assertEquals(List.of("elsewhere"), contents(handler.recentMessages(other, 50)));
        assertThrows(NoSuchMessage.class, () -> edit(old.get(2), "too late"));
    }

    @Test
    void a_piece_is_no_larger_than_was_asked_for_and_of_the_oldest() {
        List<Long> old = LongStream.range(0, 5).mapToObj(i -> say("old").id()).toList();
        clock.pass(Duration.ofHours(1));

        int gone = archive.forget(room, clock.instant(), 2);

        assumeTrue(gone > 0, "it keeps everything");
        assertEquals(2, gone);
        assertEquals(old.subList(2, 5), ids(allAfter(-1)));
    }

    @Test
    void the_latest_stays_without_a_text_and_ids_go_on_from_it() {
        say("old");
        ChatMessage latest = say("old, too");
        clock.pass(Duration.ofHours(1));

        forget(clock.instant());

        ChatMessage left = only(allAfter(-1));
        assertEquals("", left.content());
        assertEquals(latest.id(), left.id());
        assertEquals(latest.date(), left.date());
        assertEquals(latest.id(), handler.getLatestMessageId(room));
        assertTrue(say("new").id() > latest.id());
    }

    @Test
    void what_was_brought_back_and_went_for_its_age_does_not_look_as_if_a_moderator_had_taken_it_back() {
        long message = say("brought back").id();
        moderate(Kind.DELETE, BOB, message, "");
        moderate(Kind.RESTORE, BOB, message, "brought back");
        clock.pass(Duration.ofHours(1));

        forget(clock.instant());

        ChatMessage left = only(allAfter(-1));
        assertEquals("", left.content());
        assertFalse(left.isModerated());
    }

    @Test
    void what_was_changed_lately_goes_with_what_it_was_a_change_of() {
        long message = say("1").id();
        edit(message, "2");
        long stays = say("stays").id();
        clock.pass(Duration.ofHours(1));
        edit(message, "3");
        edit(message, "4");
        edit(stays, "goes, too");
        say("new");

        forget(clock.instant());

        assertEquals(List.of("", "", "", "new"), contents(allAfter(-1)));
        assertEquals(List.of("new"), contents(archive.messagesBefore(room, END, 50)));
    }

    @Test
    void nodes_that_let_go_of_the_same_at_once_while_people_talk_do_no_harm() throws Exception {
        LongStream.range(0, 40).forEach(i -> say("old"));
        clock.pass(Duration.ofHours(1));
        Instant noon = clock.instant();
        assumeTrue(archive.forget(room, noon, 1) > 0, "it keeps everything");
        MessageArchive other = node(new RecordingSignals()).archive().orElseThrow();

        InBackground.together(6, i -> {
            if (i % 3 == 0) {
                return say("new").id();
            }
            int gone = 3;
            while (gone == 3) {
                gone = (i % 3 == 1 ? archive : other).forget(room, noon, 3);
            }
            return 0L;
        });
        archive.forget(
                room, noon, 3); // the last of the old may have been the latest, which stays until there is a new one

        assertEquals(List.of("new", "new"), contents(archive.messagesBefore(room, END, 50)));
    }

    @Test
    void in_a_room_that_is_not_there_or_has_nothing_in_it_nothing_goes() {
        assertEquals(0, archive.forget(room, clock.instant(), 10));
        assertEquals(0, archive.forget(room + 100, clock.instant(), 10));
    }

    @Test
    void what_somebody_said_is_found_by_who_they_are_latest_first_as_far_as_it_can_be_read() {
        long first = say("hello").id();
        delete(say("never mind").id());
        handler.handleReceivedMessage(new IncomingMessage(room, BOB, "hello", clock.instant(), Optional.empty()));
        ChatUser renamed = ChatUser.guest(ANN.id(), "anna");
        long last = handler.handleReceivedMessage(
                        new IncomingMessage(room, renamed, "bye", clock.instant(), Optional.empty()))
                .id();
        handler.handleReceivedMessage(new IncomingMessage(newRoom(), ANN, "hello", clock.instant(), Optional.empty()));

        Found found = archive.saidBy(ANN.key(), room, END);

        assumeTrue(!found.messages().isEmpty(), "it does not look for people");
        assertEquals(List.of(last, first), ids(found.messages()));
        assertEquals(List.of(first), ids(archive.saidBy(ANN.key(), room, last).messages()));
        assertEquals(List.of(), archive.saidBy("guest:nobody", room, END).messages());
    }
}
