package org.chatrooms.web.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.web.hub.Batch;
import org.chatrooms.web.hub.Cursor;
import org.chatrooms.web.hub.Delivery;
import org.chatrooms.web.hub.Shared;
import org.chatrooms.web.hub.Typing;
import org.chatrooms.web.hub.UserNews;

/**
 * A stream whose client reads when the test says so, and keeps all that it gets. Threading: any number of threads; as with a
 * real one, whoever makes it ready serves it.
 */
public final class RecordingStream implements Delivery<Batch> {
    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<UserNews> users = new ArrayList<>();
    private final List<Typing> typing = new ArrayList<>();
    private Runnable serve = () -> {};
    private Runnable beforeNextWrite = () -> {};
    private boolean isReady;
    private int asked;
    private int takes = Integer.MAX_VALUE;
    private boolean isReset;
    private boolean isOver;
    private RuntimeException failure;

    /** It takes whatever comes. */
    public void ready() {
        ready(Integer.MAX_VALUE);
    }

    /** It takes so many writes, and is not ready any more then. */
    public void ready(int writes) {
        Runnable action;
        synchronized (this) {
            isReady = true;
            takes = writes;
            action = serve;
        }
        action.run();
    }

    /** The client stopped reading. */
    public synchronized void unready() {
        isReady = false;
    }

    /** Happens once, between the question whether it is ready and the write. */
    public synchronized void beforeNextWrite(Runnable action) {
        beforeNextWrite = action;
    }

    public synchronized List<String> texts() {
        return messages.stream().map(ChatMessage::content).toList();
    }

    public synchronized List<Long> ids() {
        return messages.stream().map(ChatMessage::id).toList();
    }

    /** Returns when it has so many, or is over. */
    public synchronized void awaitMessages(int count) throws InterruptedException {
        while (messages.size() < count && !isOver) {
            wait();
        }
    }

    /** How many messages came with each write. */
    public synchronized List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    public synchronized List<UserNews> users() {
        return List.copyOf(users);
    }

    public synchronized List<Typing> typing() {
        return List.copyOf(typing);
    }

    /** How often it was asked whether it is ready. */
    public synchronized int asked() {
        return asked;
    }

    public synchronized boolean wasReset() {
        return isReset;
    }

    public synchronized RuntimeException failure() {
        return failure;
    }

    /** Where its client stands, and comes back with. */
    public synchronized Cursor cursor() {
        if (messages.isEmpty()) {
            return new Cursor(0, Optional.empty());
        }
        ChatMessage last = messages.get(messages.size() - 1);
        return new Cursor(last.id(), Optional.of(last.date()));
    }

    @Override
    public synchronized boolean isReady() {
        asked++;
        return isReady && !isOver;
    }

    @Override
    public synchronized boolean deliver(Shared<Batch> answer) {
        if (!takes()) {
            return false;
        }
        List<Shared<ChatMessage>> entries = answer.content().entries();
        entries.forEach(message -> messages.add(message.content()));
        sizes.add(entries.size());
        notifyAll();
        return true;
    }

    @Override
    public synchronized boolean tellUsers(Shared<UserNews> news) {
        return takes() && users.add(news.content());
    }

    @Override
    public synchronized boolean tellTyping(Shared<Typing> news) {
        return takes() && typing.add(news.content());
    }

    private boolean takes() {
        Runnable action = beforeNextWrite;
        beforeNextWrite = () -> {};
        action.run();
        if (!isReady || isOver) {
            return false;
        }
        takes--;
        isReady = takes > 0;
        return true;
    }

    @Override
    public synchronized void nothingNew() {
        isOver = true;
        notifyAll();
    }

    @Override
    public synchronized void reset() {
        isReset = true;
        nothingNew();
    }

    @Override
    public synchronized void failed(RuntimeException e) {
        failure = e;
        nothingNew();
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public synchronized boolean isOver() {
        return isOver;
    }

    @Override
    public synchronized void onReady(Runnable action) {
        serve = action;
    }

    @Override
    public boolean wantsUsers() {
        return true;
    }
}
