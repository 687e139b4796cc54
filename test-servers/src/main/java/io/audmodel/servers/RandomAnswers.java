package io.audmodel.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A server whose answers are made at random from a grammar of HTTP: see {@link RandomAnswer}. The same seed gives the same
 * answers to the same row of requests. Each answer ends its connection, or is silent until the client ends it. Thread-safe.
 */
public final class RandomAnswers implements AutoCloseable {

    private static final int LONGEST_HEAD = 1 << 20;

    private final ServerSocket server;
    private final List<String> plausible;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "random-answers");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong seed = new AtomicLong();
    private final AtomicInteger before = new AtomicInteger();
    private volatile boolean one;
    private volatile Function<String, byte[]> otherwise = line -> new byte[0];
    private final Queue<RandomAnswer> given = new ConcurrentLinkedQueue<>();

    private RandomAnswers(ServerSocket server, List<String> plausible) {
        this.server = server;
        this.plausible = plausible;
    }

    /** @param plausible bodies that a server of the protocol in question could answer with */
    public static RandomAnswers start(List<String> plausible) {
        try {
            RandomAnswers answers =
                    new RandomAnswers(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), plausible);
            answers.threads.execute(answers::accept);
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code http://127.0.0.1:40123}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Begins another row of answers. */
    public void begin(long row) {
        begin(row, 0, line -> new byte[0]);
    }

    /**
     * Begins another row, in which one answer is made at random: so it reaches what a client only asks when all went well
     * before.
     *
     * @param number which answer that is, counted from 0; what comes after it, and before, is right
     * @param right the whole answer of a server to a request of this first line
     */
    public void beginWithOne(long row, int number, Function<String, byte[]> right) {
        begin(row, number, right);
        one = true;
    }

    private void begin(long row, int number, Function<String, byte[]> right) {
        one = false;
        otherwise = right;
        before.set(number);
        seed.set(row);
        given.clear();
    }

    /** What was answered since the row began, in order. */
    public List<RandomAnswer> given() {
        return List.copyOf(given);
    }

    /** Whether one of these was so, and came at once. */
    public boolean gave(Predicate<RandomAnswer> wanted) {
        return given.stream().anyMatch(answer -> answer.pace() == RandomAnswer.Pace.AT_ONCE && wanted.test(answer));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket accepted) {
        try (Socket socket = accepted) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            skipBody(in, head);
            int left = before.getAndDecrement();
            if (left > 0 || one && left < 0) {
                socket.getOutputStream()
                        .write(otherwise.apply(head.lines().findFirst().orElse("")));
                return;
            }
            // The multiplier spreads neighbouring seeds; each request of a row is answered otherwise.
            RandomAnswer answer = RandomAnswer.of(seed.getAndIncrement() * 0x9E3779B97F4A7C15L, plausible);
            given.add(answer);
            answer.send(socket, head.startsWith("HEAD "));
        } catch (IOException e) {
            // The client has gone: that is its answer.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0 || head.length() == LONGEST_HEAD) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void skipBody(InputStream in, String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        int length = lower.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            int from = length + "\r\ncontent-length:".length();
            in.skipNBytes(Long.parseLong(
                    head.substring(from, head.indexOf("\r\n", from)).strip()));
        } else if (lower.contains("\r\ntransfer-encoding: chunked")) {
            skipUntil(in, "0\r\n\r\n");
        }
    }

    private static void skipUntil(InputStream in, String end) throws IOException {
        byte[] wanted = end.getBytes(StandardCharsets.US_ASCII);
        int seen = 0;
        while (seen < wanted.length) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request breaks off");
            }
            seen = next == wanted[seen] ? seen + 1 : next == wanted[0] ? 1 : 0;
        }
    }
}
