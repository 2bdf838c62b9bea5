package org.chatrooms.it.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * An event stream, however its bytes are cut: what did not come whole did not come, and its id does not count.
 *
 * <p>Threading: none of its own.
 */
final class Events {
    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);

    private byte[] begun = new byte[0];
    private byte[] id = new byte[0];
    private int idLength;

    /** Is told where the data of each whole event is. */
    interface Reader {
        void event(byte[] bytes, int from, int to);
    }

    /** The id of the latest event that had one; empty before. */
    String id() {
        return new String(id, 0, idLength, US_ASCII);
    }

    /** A new stream begins: what the one before it had only begun does not come any more. */
    void restart() {
        begun = new byte[0];
    }

    /** Takes as many bytes as came. */
    void take(byte[] bytes, int length, Reader reader) {
        byte[] all = bytes;
        int end = length;
        if (begun.length > 0) {
            all = Arrays.copyOf(begun, begun.length + length);
            System.arraycopy(bytes, 0, all, begun.length, length);
            end = all.length;
        }
        int begin = 0;
        for (int i = 1; i < end; i++) {
            if (all[i] == '\n' && all[i - 1] == '\n' && i > begin) {
                event(all, begin, i, reader);
                begin = i + 1;
            }
        }
        begun = begin == end && begun.length == 0 ? begun : Arrays.copyOfRange(all, begin, end);
    }

    private void event(byte[] bytes, int from, int to, Reader reader) {
        for (int line = from; line < to; ) {
            int end = line;
            while (bytes[end] != '\n') {
                end++;
            }
            if (Bytes.isAt(bytes, line, ID)) {
                idLength = end - line - ID.length;
                id = id.length < idLength ? new byte[idLength + 8] : id;
                System.arraycopy(bytes, line + ID.length, id, 0, idLength);
            } else if (Bytes.isAt(bytes, line, DATA)) {
                reader.event(bytes, line + DATA.length, end);
            }
            line = end + 1;
        }
    }
}
