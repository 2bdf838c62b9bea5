package org.chatrooms.web.fake;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a container's output does without blocking: it says whether it takes more, refuses what comes when it does not, and
 * tells its listener that it does again only if it was asked in vain. The test is client and container.
 */
public final class SwitchedOutput extends ServletOutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private WriteListener listener;
    private boolean takesMore;
    private boolean isAwaited = true;
    private boolean stopsAfterWrite;
    private boolean stopsAfterFlush;
    private int flushed;
    private int refused;
    private IOException failure;

    /** The client reads, or the servlet has returned. */
    public void possible() throws IOException {
        takesMore = true;
        stopsAfterWrite = false;
        stopsAfterFlush = false;
        if (isAwaited) {
            isAwaited = false;
            listener.onWritePossible();
        }
    }

    /** It takes one more write, but not the flush that should follow. */
    public void stopAfterWrite() {
        stopsAfterWrite = true;
    }

    /** It takes one more write, and does not get rid of it. */
    public void stopAfterFlush() {
        stopsAfterFlush = true;
    }

    /** From now on whoever writes hears that the client is gone. */
    public void fail(IOException e) {
        failure = e;
    }

    public String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** What the client can see. */
    public String flushed() {
        return written().substring(0, flushed);
    }

    /** How often somebody wrote or flushed who was not allowed to. */
    public int refused() {
        return refused;
    }

    @Override
    public boolean isReady() {
        isAwaited |= !takesMore;
        return takesMore;
    }

    @Override
    public void setWriteListener(WriteListener whom) {
        listener = whom;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        check();
        written.write(bytes, offset, length);
        takesMore = !stopsAfterWrite;
    }

    @Override
    public void flush() throws IOException {
        check();
        flushed = written.size();
        takesMore = !stopsAfterFlush;
    }

    private void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (!takesMore) {
            refused++;
            throw new IllegalStateException("not ready");
        }
    }
}
