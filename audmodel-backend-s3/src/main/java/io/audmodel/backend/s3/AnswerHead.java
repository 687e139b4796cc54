package io.audmodel.backend.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer (RFC 9112), read to a bounded length.
 *
 * @param headers the headers by name, ignoring case
 */
record AnswerHead(int status, String reason, boolean persistent, Map<String, List<String>> headers) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-9]\\d\\d)(?: (.*))?");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final int LONGEST = 256 << 10;
    private static final int INTERIM = 10;

    /** Reads the head, and skips interim answers. */
    static AnswerHead read(InputStream in) throws IOException {
        for (int i = 0; i <= INTERIM; i++) {
            AnswerHead head = next(in);
            if (head.status / 100 != 1) {
                return head;
            }
        }
        throw new IOException("the server says that an answer follows, again and again");
    }

    Optional<String> first(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    boolean isChunked() throws IOException {
        List<String> codings = headers.getOrDefault("Transfer-Encoding", List.of());
        if (codings.isEmpty()) {
            return false;
        }
        if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new IOException("the answer has an encoding that was not requested: " + codings);
        }
        return true;
    }

    /** The announced length; empty if there is none. */
    Optional<Long> length() throws IOException {
        List<String> told = headers.getOrDefault("Content-Length", List.of()).stream()
                .distinct()
                .toList();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        if (told.size() > 1 || !LENGTH.matcher(told.get(0)).matches()) {
            throw new IOException("the answer's length is none: " + told);
        }
        return Optional.of(Long.valueOf(told.get(0)));
    }

    private static AnswerHead next(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        String first = lines.next();
        Matcher status = STATUS.matcher(first);
        if (!status.matches()) {
            throw new IOException("the server's answer is not HTTP");
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches() || UNPRINTABLE.matcher(header.group(2)).find()) {
                throw new IOException("the head of the server's answer is damaged");
            }
            headers.computeIfAbsent(header.group(1), name -> new ArrayList<>()).add(header.group(2));
        }
        boolean closes = headers.getOrDefault("Connection", List.of()).stream().anyMatch("close"::equalsIgnoreCase);
        String reason = Optional.ofNullable(status.group(3)).orElse("");
        return new AnswerHead(
                Integer.parseInt(status.group(2)), reason, status.group(1).equals("1") && !closes, headers);
    }

    /** Lines that end with a line feed. */
    private static final class Lines {

        private final InputStream in;
        private int left = LONGEST;

        Lines(InputStream in) {
            this.in = in;
        }

        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw left == LONGEST ? new Unanswered() : new EOFException("the answer ends within its head");
                }
                if (--left == 0) {
                    throw new IOException("the head of the server's answer does not end within " + LONGEST + " bytes");
                }
                line.append((char) c);
            }
            left--;
            int length = line.length();
            return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
        }
    }

    /** The server ended the connection instead of answering. */
    static final class Unanswered extends EOFException {

        private static final long serialVersionUID = 1L;

        Unanswered() {
            super("the server ended the connection without an answer");
        }
    }
}
