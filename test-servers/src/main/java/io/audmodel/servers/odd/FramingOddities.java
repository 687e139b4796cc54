package io.audmodel.servers.odd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lengths that are wrong, and chunks that are none or do not end. */
final class FramingOddities {

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private FramingOddities() {}

    static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>();
        lengths()
                .forEach((name, length) -> all.add(Oddity.answer("length: " + name, turn -> {
                    Right right = turn.right();
                    turn.write(right.bytes(length.replace("N", right.announced())));
                })));
        for (int more : new int[] {-1, 1, 1_000_000}) {
            for (boolean closes : new boolean[] {true, false}) {
                String name = "length: " + (more < 0 ? "one too few" : more == 1 ? "one too many" : "far too many");
                all.add(Oddity.answer(name + (closes ? ", closes" : ", silent"), turn -> {
                    Right right = turn.right();
                    long told = Math.max(0, Long.parseLong(right.announced()) + more);
                    turn.write(right.bytes("Content-Length: " + told + "\r\n"));
                    if (closes) {
                        turn.close();
                    } else {
                        turn.silence();
                    }
                }));
            }
        }
        all.add(Oddity.answer("length: none, closes", turn -> {
            turn.write(turn.right().bytes(""));
            turn.close();
        }));
        all.add(Oddity.answer("length: none, silent", turn -> {
            turn.write(turn.right().bytes(""));
            turn.silence();
        }));
        all.add(Oddity.answer("length: none, blanks without end", turn -> {
            turn.write(turn.right().bytes(""));
            turn.flood(" ");
        }));
        all.add(Oddity.answer("chunks: right", turn -> {
            Right right = turn.right();
            turn.write(right.head(CHUNKED));
            turn.write(right.toHead() ? "" : chunk(right) + "0\r\n\r\n");
        }));
        all.add(Oddity.answer("chunks: of a byte, one a second", turn -> {
            Right right = turn.right();
            turn.write(right.head(CHUNKED));
            for (byte one : right.body()) {
                turn.write("1\r\n" + (char) (one & 0xff) + "\r\n");
                turn.pause();
            }
            turn.write(right.toHead() ? "" : "0\r\n\r\n");
        }));
        broken().forEach((name, text) -> all.add(Oddity.answer("chunks: " + name, turn -> {
            Right right = turn.right();
            turn.write(right.head(CHUNKED));
            turn.write(right.toHead() ? "" : text.replace("RIGHT", chunk(right)));
            turn.silence();
        })));
        endless()
                .forEach((name, texts) -> all.add(Oddity.answer("chunks: " + name + " without end", turn -> {
                    Right right = turn.right();
                    turn.write(right.head(CHUNKED));
                    if (!right.toHead()) {
                        turn.write(texts.get(0).replace("RIGHT", chunk(right)));
                        turn.flood(texts.get(1));
                    }
                })));
        return all;
    }

    /** Byte by byte as letters, since it is written so. */
    private static String chunk(Right right) {
        return right.body().length == 0
                ? ""
                : Integer.toHexString(right.body().length) + "\r\n"
                        + new String(right.body(), StandardCharsets.ISO_8859_1) + "\r\n";
    }

    /** N stands for the right one. */
    private static Map<String, String> lengths() {
        Map<String, String> lengths = new TreeMap<>();
        lengths.put("zero", "Content-Length: 0\r\n");
        lengths.put("negative", "Content-Length: -5\r\n");
        lengths.put("no number", "Content-Length: many\r\n");
        lengths.put("empty", "Content-Length:\r\n");
        lengths.put("with a plus", "Content-Length: +N\r\n");
        lengths.put("of 20 digits", "Content-Length: 99999999999999999999\r\n");
        lengths.put("of 2^63", "Content-Length: 9223372036854775808\r\n");
        lengths.put("of 2^40", "Content-Length: 1099511627776\r\n");
        lengths.put("two", "Content-Length: N\r\nContent-Length: 1\r\n");
        lengths.put("two that are one", "Content-Length: N\r\nContent-Length: N\r\n");
        lengths.put("a list", "Content-Length: N, N\r\n");
        lengths.put("with a fraction", "Content-Length: N.0\r\n");
        lengths.put("beside chunks that are none", "Content-Length: N\r\nTransfer-Encoding: chunked\r\n");
        lengths.put("beside an encoding of nobody's", "Content-Length: N\r\nTransfer-Encoding: rot13\r\n");
        lengths.put("beside an identity", "Content-Length: N\r\nTransfer-Encoding: identity\r\n");
        return lengths;
    }

    private static Map<String, String> broken() {
        Map<String, String> broken = new TreeMap<>();
        broken.put("no end", "RIGHT");
        broken.put("no last line", "RIGHT0\r\n");
        broken.put("a size of 17 digits", "fffffffffffffffff\r\nx");
        broken.put("a size of 2^63", "8000000000000000\r\nx");
        broken.put("a size of 2^50", "4000000000000\r\nx");
        broken.put("a negative size", "-5\r\nhello\r\n0\r\n\r\n");
        broken.put("no size", "\r\nhello\r\n0\r\n\r\n");
        broken.put("a size of letters", "xyz\r\nhello\r\n0\r\n\r\n");
        broken.put("longer than they say", "1\r\nhello\r\n0\r\n\r\n");
        broken.put("shorter than they say", "ff\r\nhello\r\n0\r\n\r\n");
        return broken;
    }

    private static Map<String, List<String>> endless() {
        Map<String, List<String>> endless = new TreeMap<>();
        endless.put("an extension", List.of("1;", "a"));
        endless.put("extensions of each", List.of("", "1;" + "a".repeat(4_000) + "\r\n \r\n"));
        endless.put("the size", List.of("", "0"));
        endless.put("of a blank", List.of("RIGHT", "1\r\n \r\n"));
        endless.put("of many blanks", List.of("RIGHT", "400\r\n" + " ".repeat(0x400) + "\r\n"));
        endless.put("trailers", List.of("RIGHT0\r\n", "X-A: b\r\n"));
        endless.put("a trailer", List.of("RIGHT0\r\nX-A: ", "b"));
        endless.put("empty lines", List.of("", "\r\n"));
        return endless;
    }
}
