package io.audmodel.backend.s3;

import io.audmodel.backend.support.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * The body of an answer. Reading it to the end frees the connection for other requests; closing it early ends the
 * connection. Used by one thread at a time; any thread may abort it.
 */
abstract sealed class AnswerBody extends BlockInputStream implements Abortable {

    private final Wire wire;
    private final @Nullable Consumer<Wire> heir;
    private boolean ended;

    /** @param heir receives the connection at the end; null if it cannot be used again */
    private AnswerBody(Wire wire, @Nullable Consumer<Wire> heir) {
        this.wire = wire;
        this.heir = heir;
    }

    /** @param length the length of the body in bytes */
    static AnswerBody fixed(Wire wire, @Nullable Consumer<Wire> heir, long length) {
        return new Fixed(wire, heir, length);
    }

    static AnswerBody chunked(Wire wire, @Nullable Consumer<Wire> heir) {
        return new Chunked(wire, heir);
    }

    /** A body that ends with the connection. */
    static AnswerBody untilTheEnd(Wire wire) {
        return new UntilTheEnd(wire);
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        try {
            int count = some(wire.in(), bytes, offset, length);
            if (count < 0) {
                end();
            }
            return count;
        } catch (IOException e) {
            abort();
            throw e;
        }
    }

    /** Reads at least one byte; returns a negative number at the end. */
    abstract int some(InputStream in, byte[] bytes, int offset, int length) throws IOException;

    @Override
    public final void close() {
        if (!ended) {
            abort();
        }
    }

    @Override
    public final void abort() {
        ended = true;
        wire.close();
    }

    final void end() {
        ended = true;
        if (heir == null) {
            wire.close();
        } else {
            heir.accept(wire);
        }
    }

    private static final class Fixed extends AnswerBody {

        private long left;

        Fixed(Wire wire, @Nullable Consumer<Wire> heir, long length) {
            super(wire, heir);
            this.left = length;
        }

        @Override
        int some(InputStream in, byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the server ended the answer " + left + " bytes too early");
            }
            left -= count;
            // A reader that knows the length does not read the end.
            if (left == 0) {
                end();
            }
            return count;
        }
    }

    private static final class Chunked extends AnswerBody {

        /** The longest line between two chunks. */
        private static final int LONGEST = 4_096;

        private static final int DIGITS = 15;
        private static final int MOST_TRAILERS = 100;

        private long left;
        private boolean begun;

        Chunked(Wire wire, @Nullable Consumer<Wire> heir) {
            super(wire, heir);
        }

        @Override
        int some(InputStream in, byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                if (begun && !line(in).isEmpty()) {
                    throw new IOException("a chunk of the answer is longer than it says");
                }
                begun = true;
                left = size(line(in));
                if (left == 0) {
                    for (int trailers = 0; !line(in).isEmpty(); trailers++) {
                        if (trailers == MOST_TRAILERS) {
                            throw new IOException("the end of the answer does not end");
                        }
                    }
                    return -1;
                }
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the server ended the answer within a chunk");
            }
            left -= count;
            return count;
        }

        private static long size(String line) throws IOException {
            String digits = line.split(";", 2)[0].strip();
            if (!digits.matches("[0-9A-Fa-f]{1," + DIGITS + "}")) {
                throw new IOException("the size of a chunk of the answer is no number");
            }
            return Long.parseLong(digits, 16);
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the server ended the answer between two chunks");
                }
                if (line.length() == LONGEST) {
                    throw new IOException("a line between two chunks of the answer does not end");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }
    }

    private static final class UntilTheEnd extends AnswerBody {

        UntilTheEnd(Wire wire) {
            super(wire, null);
        }

        @Override
        int some(InputStream in, byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }
    }
}
