package io.audmodel.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request and its answer, with a fault on the way. */
final class FaultyExchange {

    private static final Pattern LENGTH = Pattern.compile("(?imd)^content-length:[ ]*(\\d+)[ ]*\r$");
    private static final Pattern CONNECTION = Pattern.compile("(?im)^(connection|keep-alive|expect):.*\r\n");
    private static final Pattern CHECKSUM = Pattern.compile(
            "(?im)^((?:etag|content-md5|x-checksum-[^:]+|x-amz-[^:]*(?:checksum|md5)[^:]*):[ ]*(?:W/)?\"?)([0-9a-z])");
    private static final int MOMENT_MILLIS = 50;
    private static final int CRAWL_MILLIS = 20;
    private static final int EXTRA = 7;

    private final Socket client;
    private final InetSocketAddress server;
    private final int place;

    /** @param place a random number for the place of the fault in the body */
    FaultyExchange(Socket client, InetSocketAddress server, int place) {
        this.client = client;
        this.server = server;
        this.place = place;
    }

    void perform(Fault fault) throws IOException {
        client.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(client.getInputStream());
        String head = head(in);
        if (head.isEmpty()) {
            return;
        }
        if (head.toLowerCase(Locale.ROOT).contains("expect: 100-continue")) {
            send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (fault == Fault.RESET) {
            reset();
            return;
        }
        if (!fault.reachesTheServer()) {
            in.skipNBytes(length(head));
            refuse(fault);
            return;
        }
        try (Socket upstream = new Socket(server.getAddress(), server.getPort())) {
            upstream.setTcpNoDelay(true);
            OutputStream out = upstream.getOutputStream();
            out.write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
            copy(in, out, length(head));
            out.flush();
            answer(fault, head.startsWith("HEAD "), new BufferedInputStream(upstream.getInputStream()));
        }
    }

    private void answer(Fault fault, boolean isHead, InputStream in) throws IOException {
        String head = head(in);
        if (fault == Fault.LOST_ANSWER) {
            reset();
            return;
        }
        if (fault == Fault.LATENCY) {
            LockSupport.parkNanos(MOMENT_MILLIS * 1_000_000L);
        }
        if (fault == Fault.WRONG_CHECKSUM) {
            head = withWrongChecksums(head);
        }
        byte[] body = isHead ? new byte[0] : in.readAllBytes();
        boolean declared = LENGTH.matcher(head).find() && body.length > EXTRA;
        if (!declared) {
            send(closing(head));
            client.getOutputStream().write(body);
            return;
        }
        int at = place % body.length;
        switch (fault) {
            case CUT -> {
                send(closing(head));
                client.getOutputStream().write(body, 0, at);
            }
            case STALL -> {
                send(closing(head));
                client.getOutputStream().write(body, 0, at);
                client.getOutputStream().flush();
                // Until the client closes the connection.
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            case FLIP -> {
                body[at] ^= (byte) (1 << place % Byte.SIZE);
                send(closing(head));
                client.getOutputStream().write(body);
            }
            case SHRINK -> {
                send(closing(withLength(head, body.length - EXTRA)));
                client.getOutputStream().write(body, 0, body.length - EXTRA);
            }
            case GROW -> {
                send(closing(withLength(head, body.length + EXTRA)));
                client.getOutputStream().write(body);
                client.getOutputStream().write(new byte[EXTRA]);
            }
            case TRICKLE -> {
                send(closing(head));
                trickle(body);
            }
            case CRAWL -> {
                send(closing(head));
                crawl(body);
            }
            default -> {
                send(closing(head));
                client.getOutputStream().write(body);
            }
        }
    }

    private void trickle(byte[] body) throws IOException {
        int piece = Math.max(1, body.length / 20);
        for (int from = 0; from < body.length; from += piece) {
            client.getOutputStream().write(body, from, Math.min(piece, body.length - from));
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void crawl(byte[] body) throws IOException {
        for (byte one : body) {
            client.getOutputStream().write(one);
            client.getOutputStream().flush();
            LockSupport.parkNanos(CRAWL_MILLIS * 1_000_000L);
        }
    }

    private void refuse(Fault fault) throws IOException {
        String status = switch (fault) {
            case ERROR_500 -> "500 Internal Server Error";
            case BUSY_503 -> "503 Service Unavailable";
            default -> "429 Too Many Requests";
        };
        send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    /** Closes with a reset in place of an orderly end. */
    private void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private void send(String head) throws IOException {
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head of a message with the empty line after it; empty if the other side has closed. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.write(c);
            last = last << 8 | c;
            if (last == 0x0D0A0D0A) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static long length(String head) {
        Matcher length = LENGTH.matcher(head);
        return length.find() ? Long.parseLong(length.group(1)) : 0;
    }

    private static String withLength(String head, long length) {
        return LENGTH.matcher(head).replaceFirst("Content-Length: " + length + "\r");
    }

    /** Changes the first digit, so that the text still looks like a checksum. */
    private static String withWrongChecksums(String head) {
        return CHECKSUM.matcher(head)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + (found.group(2).equals("1") ? "2" : "1")));
    }

    private static String closing(String head) {
        String without = CONNECTION.matcher(head).replaceAll("");
        return without.substring(0, without.length() - 2) + "Connection: close\r\n\r\n";
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = length; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("the request ends within its body");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}
