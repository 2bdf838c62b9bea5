package org.chatrooms.it.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Arrays;

/**
 * A connection that stays, and is opened anew when it was lost, with one request at a time. When it is open and the server knows
 * who this is, {@link #entered} goes on.
 *
 * <p>Threading: the one event loop of the load.
 */
@ChannelHandler.Sharable // with the one it had before
abstract class Connection extends ChannelInboundHandlerAdapter {
    private static final int BACK_AFTER = 200;
    private static final int SPREAD = 800;

    final Crowd crowd;
    final int index;

    /** A cookie, without its attributes; empty before there is one. */
    String cookie = "";

    /** Who this is where cookies do not say it. */
    String clientId = "";

    /** Which answer it had last, where answers say that. */
    String tag = "";

    /** When it last said that it is there. */
    long since;

    private Channel channel;
    private boolean isWanted;
    private Answer then;
    private int status;
    private boolean isStream;
    private byte[] body = new byte[0];
    private int length;

    /** What is done with an answer when it is there. */
    interface Answer {
        void take(int status, byte[] body, int length);
    }

    Connection(Crowd crowd, int index) {
        this.crowd = crowd;
        this.index = index;
    }

    abstract void entered();

    /** An event stream begins. */
    void streaming() {}

    /** Bytes of an event stream. */
    void streamed(byte[] bytes, int count) {}

    /** The connection is gone, perhaps with a request under way; gives whether it is opened again. */
    boolean lost() {
        return true;
    }

    /** Whether the system keeps little for those who do not read. */
    boolean isNarrow() {
        return false;
    }

    /** Whether it matters what is in an answer. */
    boolean isCurious() {
        return true;
    }

    final boolean isOpen() {
        return channel != null && channel.isActive();
    }

    final void open() {
        isWanted = true;
        crowd.connect(this).addListener((ChannelFuture opening) -> {
            if (!opening.isSuccess()) {
                openAgain();
            }
        });
    }

    private void openAgain() {
        if (isWanted && lost()) {
            crowd.later(
                    BACK_AFTER + index % SPREAD,
                    () -> { // not all in the same moment
                        if (isWanted) {
                            open();
                        }
                    });
        }
    }

    /** For good, until it is opened. */
    final void close() {
        isWanted = false;
        if (channel != null) {
            var unused = channel.close();
        }
    }

    /** Something went wrong that should not: once more, from the beginning. */
    final void trouble(String what) {
        crowd.trouble(what);
        var unused = channel.close();
    }

    final void read(boolean isReading) {
        if (channel != null) {
            channel.config().setAutoRead(isReading);
        }
    }

    final void ask(String request, Answer answer) {
        then = answer;
        ByteBuf bytes = channel.alloc().buffer(request.length());
        bytes.writeCharSequence(request, US_ASCII);
        var unused = channel.writeAndFlush(bytes, channel.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (isWanted) {
            crowd.protocol.enter(this, this::entered);
        } else {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        openAgain();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close(); // and channelInactive does the rest
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (part instanceof HttpResponse head) {
            begin(head);
        }
        if (part instanceof HttpContent content) {
            try {
                take(content.content(), part instanceof LastHttpContent);
            } finally {
                content.release();
            }
        }
    }

    private void begin(HttpResponse head) {
        status = head.status().code();
        length = 0;
        String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        isStream = status == 200 && type.startsWith("text/event-stream");
        String given = head.headers().get(HttpHeaderNames.SET_COOKIE);
        if (given != null) {
            cookie = given.split(";", 2)[0];
        }
        tag = head.headers().get(HttpHeaderNames.ETAG, tag);
        if (isStream) {
            streaming();
        }
    }

    private void take(ByteBuf content, boolean isLast) {
        int count = content.readableBytes();
        byte[] bytes = crowd.scratch;
        if (count > 0) {
            crowd.look();
        }
        if (isStream || (isLast && length == 0)) { // nearly always: then nothing has to be kept
            content.readBytes(bytes, 0, count);
            if (isStream && count > 0) {
                streamed(bytes, count);
            }
        } else if (isCurious()) {
            body = body.length < length + count ? Arrays.copyOf(body, 2 * (length + count)) : body;
            content.readBytes(body, length, count);
            bytes = body;
            count += length;
            length = count;
        }
        if (isLast) {
            isStream = false;
            then.take(status, bytes, count);
        }
    }
}
