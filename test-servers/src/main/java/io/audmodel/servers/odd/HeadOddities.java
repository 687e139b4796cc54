package io.audmodel.servers.odd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** First lines and headers that never end, are too many, or are none. */
final class HeadOddities {

    private static final int QUICK = 20;

    private HeadOddities() {}

    static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>();
        endless().forEach((name, texts) -> {
            all.add(Oddity.answer("head: " + name + " without end", turn -> {
                turn.body();
                turn.write(texts.get(0));
                turn.flood(texts.get(1));
            }));
            all.add(Oddity.answer("head: " + name + " without end, slowly", turn -> {
                turn.body();
                turn.write(texts.get(0));
                turn.again(texts.get(1), QUICK);
            }));
        });
        firstLines()
                .forEach((name, line) -> all.add(Oddity.answer("first line: " + name, turn -> {
                    Right right = turn.right();
                    String rest = new String(right.bytes(), StandardCharsets.ISO_8859_1);
                    turn.write(line + rest.substring(rest.indexOf('\r')));
                })));
        extra().forEach((name, header) -> all.add(Oddity.answer(
                "header: " + name,
                turn -> turn.write(turn.right().header(header).bytes()))));
        all.add(Oddity.answer("head: line feeds alone", turn -> {
            Right right = turn.right();
            String frame = "Content-Length: " + right.announced() + "\r\n";
            turn.write(right.head(frame).replace("\r", ""));
            turn.write(right.body());
        }));
        return all;
    }

    /** By name: how it begins, and what follows again and again. */
    private static Map<String, List<String>> endless() {
        String ok = "HTTP/1.1 200 OK\r\n";
        Map<String, List<String>> endless = new TreeMap<>();
        endless.put("the version", List.of("HTTP/1.", "1"));
        endless.put("the status", List.of("HTTP/1.1 2", "0"));
        endless.put("the reason", List.of("HTTP/1.1 200 O", "K"));
        endless.put("empty lines", List.of("", "\r\n"));
        endless.put("100 Continue", List.of("", "HTTP/1.1 100 Continue\r\n\r\n"));
        endless.put("102 Processing", List.of("", "HTTP/1.1 102 Processing\r\nX-A: b\r\n\r\n"));
        endless.put("103 with headers", List.of("HTTP/1.1 103 Early Hints\r\n", "Link: </a>; rel=preload\r\n"));
        endless.put("a header", List.of(ok + "X-A: ", "b"));
        endless.put("a name", List.of(ok, "x"));
        endless.put("headers", List.of(ok, "X-A: b\r\n"));
        endless.put("a folded header", List.of(ok + "X-A: b", "\r\n b"));
        endless.put("cookies", List.of(ok, "Set-Cookie: a=b; path=/\r\n"));
        endless.put("lines without a colon", List.of(ok, "so it is\r\n"));
        endless.put("the length", List.of(ok + "Content-Length: 1", "0"));
        endless.put("an ETag", List.of(ok + "ETag: \"", "0"));
        return endless;
    }

    private static Map<String, String> firstLines() {
        Map<String, String> lines = new TreeMap<>();
        lines.put("none", "");
        lines.put("no reason", "HTTP/1.1 200");
        lines.put("HTTP/0.9", "HTTP/0.9 200 OK");
        lines.put("HTTP/1.0", "HTTP/1.0 200 OK");
        lines.put("HTTP/2.0", "HTTP/2.0 200 OK");
        lines.put("HTTP/9.9", "HTTP/9.9 200 OK");
        lines.put("in lower case", "http/1.1 200 ok");
        lines.put("of another protocol", "ICY 200 OK");
        lines.put("two blanks", "HTTP/1.1  200  OK");
        lines.put("a tab", "HTTP/1.1\t200\tOK");
        lines.put("a zero byte", "HTTP/1.1 200 O\0K");
        lines.put("an escape", "HTTP/1.1 200 \u001b[31mOK");
        lines.put("a reason of 10,000 letters", "HTTP/1.1 200 " + "O".repeat(10_000));
        return lines;
    }

    private static Map<String, String> extra() {
        Map<String, String> extra = new TreeMap<>();
        extra.put("no colon", "no colon here");
        extra.put("no name", ": b");
        extra.put("a blank in the name", "a b: c");
        extra.put("a zero byte", "X-A: \0");
        extra.put("an escape", "Server: \u001b[31m");
        extra.put("letters beyond ASCII", "X-A: \u00e4\u00f6");
        extra.put("of 10,000 letters", "X-A: " + "b".repeat(10_000));
        extra.put("of 300,000 letters", "X-A: " + "b".repeat(300_000));
        extra.put("200 of them", "X-A: b\r\n".repeat(199) + "X-A: b");
        extra.put("5,000 of them", "X-A: b\r\n".repeat(4_999) + "X-A: b");
        extra.put("a second date that is none", "Last-Modified: yesterday");
        extra.put("a second ETag", "ETag: \"00000000000000000000000000000000\"");
        extra.put("an upgrade", "Upgrade: h2c\r\nConnection: Upgrade");
        extra.put("keep alive for no time", "Keep-Alive: timeout=-1, max=x");
        return extra;
    }
}
