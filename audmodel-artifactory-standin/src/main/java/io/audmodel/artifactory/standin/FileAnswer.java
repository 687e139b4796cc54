package io.audmodel.artifactory.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a file, or one range of it (RFC 9110, section 14). */
record FileAnswer(HttpExchange http, AnswerFault fault, Blob content) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    void send(Optional<String> range) throws IOException {
        long size = content.size();
        Matcher wanted = RANGE.matcher(range.orElse(""));
        if (http.getRequestMethod().equals("HEAD")) {
            http.getResponseHeaders().set("Content-Length", Long.toString(size));
            http.sendResponseHeaders(200, -1);
        } else if (!wanted.matches()
                || wanted.group(1).isEmpty() && wanted.group(2).isEmpty()) {
            send(200, 0, size);
        } else {
            long from = wanted.group(1).isEmpty()
                    ? Math.max(0, size - Long.parseLong(wanted.group(2)))
                    : Long.parseLong(wanted.group(1));
            long to = wanted.group(1).isEmpty() || wanted.group(2).isEmpty()
                    ? size
                    : Math.min(size, Long.parseLong(wanted.group(2)) + 1);
            if (from >= to) {
                http.getResponseHeaders().set("Content-Range", "bytes */" + size);
                http.sendResponseHeaders(416, -1);
            } else {
                http.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size);
                send(206, from, to);
            }
        }
    }

    private void send(int status, long from, long to) throws IOException {
        http.sendResponseHeaders(status, to == from ? -1 : to - from);
        try (FileChannel file = FileChannel.open(content.file())) {
            InputStream in = Channels.newInputStream(file.position(from));
            byte[] block = new byte[64 << 10];
            for (long left = to - from; left > 0; ) {
                int count = in.readNBytes(block, 0, (int) Math.min(block.length, left));
                fault.write(block, count, http.getResponseBody());
                left -= count;
            }
        }
    }
}
