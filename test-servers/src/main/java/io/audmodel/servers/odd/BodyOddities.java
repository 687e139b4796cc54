package io.audmodel.servers.odd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are something else, grow when they are unpacked, or have no end. */
final class BodyOddities {

    private static final String ZIPPED = "Content-Encoding: gzip";
    private static final byte[] BOMB = zipped(new byte[16 << 20]);

    private BodyOddities() {}

    static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>();
        others().forEach((name, body) -> all.add(Oddity.answer("body: " + name, turn -> {
            Right right = turn.right();
            turn.write((right.isSuccess() ? right.body(body) : right).bytes());
        })));
        endless()
                .forEach((name, texts) -> all.add(Oddity.answer("body: " + name + " without end", turn -> {
                    Right right = turn.right();
                    turn.write(right.head(""));
                    if (!right.toHead()) {
                        turn.write(texts.get(0));
                        turn.flood(texts.get(1));
                    }
                })));
        all.addAll(encoded());
        all.add(Oddity.answer("body: twice", turn -> {
            Right right = turn.right();
            ByteArrayOutputStream twice = new ByteArrayOutputStream();
            twice.writeBytes(right.body());
            twice.writeBytes(right.body());
            turn.write(right.body(twice.toByteArray()).bytes());
        }));
        all.add(Oddity.answer("body: half of it, with its length", turn -> {
            Right right = turn.right();
            byte[] half = Arrays.copyOf(right.body(), right.body().length / 2);
            turn.write(right.body(half).bytes());
        }));
        all.add(Oddity.answer("body: of another range", turn -> {
            Right right = turn.right();
            turn.write(right.without("Content-Range")
                    .header("Content-Range: bytes 7-99/1000")
                    .status(turn.isRead() ? "206 Partial Content" : right.status())
                    .bytes());
        }));
        all.add(Oddity.answer("body: a page in its place", turn -> {
            turn.body();
            turn.answer("200 OK", "Content-Type: text/html\r\n", "<!DOCTYPE html><html><body>Sign in</body></html>");
        }));
        all.add(Oddity.answer("body: nothing in its place", turn -> {
            turn.body();
            turn.answer("200 OK", "", "");
        }));
        return all;
    }

    private static Map<String, String> others() {
        Map<String, String> others = new TreeMap<>();
        others.put("empty", "");
        others.put("a page", "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Hello<br></body></html>");
        others.put("SlowDown", "<Error><Code>SlowDown</Code><Message>slowly</Message></Error>");
        others.put("InternalError", "<Error><Code>InternalError</Code><Message>again</Message></Error>");
        others.put("AccessDenied", "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
        others.put("errors of JSON", "{\"errors\":[{\"status\":503,\"message\":\"busy\"}]}");
        others.put("null", "null");
        others.put("a number", "7");
        others.put("an object", "{}");
        others.put("a list", "[]");
        others.put("blanks", " ".repeat(1_000));
        others.put("zeros", "\0".repeat(1_000));
        others.put("an element", "<ListBucketResult/>");
        others.put("nested XML", "<ListBucketResult>" + "<Contents>".repeat(20_000));
        others.put("nested JSON", "{\"files\":" + "[".repeat(20_000));
        others.put("nested YAML", "- ".repeat(20_000));
        others.put("braces of YAML", "{".repeat(20_000));
        others.put(
                "entities",
                "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
                        + "<!ENTITY d SYSTEM \"file:/etc/passwd\">]><ListBucketResult>&c;&c;&d;</ListBucketResult>");
        others.put("anchors of YAML", "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n");
        others.put("another encoding", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><ListBucketResult/>");
        others.put("other people's lines", "\u001b[31mred\u202e\r\n");
        return others;
    }

    private static Map<String, List<String>> endless() {
        Map<String, List<String>> endless = new TreeMap<>();
        endless.put("blanks", List.of("", " "));
        endless.put("zeros", List.of("", "\0"));
        endless.put("line feeds", List.of("", "\n"));
        endless.put("elements", List.of("<ListBucketResult>", "<Contents><Key>a</Key></Contents>"));
        endless.put("depth of XML", List.of("<ListBucketResult>", "<Contents>"));
        endless.put("a name of XML", List.of("<", "a"));
        endless.put("an attribute", List.of("<ListBucketResult a=\"", "b"));
        endless.put("a comment", List.of("<!--", "b"));
        endless.put("files", List.of("{\"files\":[", "{\"uri\":\"/b\",\"size\":1},"));
        endless.put("children", List.of("{\"repo\":\"models\",\"children\":[", "{\"uri\":\"/b\",\"folder\":true},"));
        endless.put("depth of JSON", List.of("{\"files\":", "["));
        endless.put("text of JSON", List.of("{\"repo\":\"", "a"));
        endless.put("a number of JSON", List.of("{\"repo\":\"models\",\"size\":1", "0"));
        endless.put("lines of YAML", List.of("", "a: b\n"));
        endless.put("depth of YAML", List.of("", "- "));
        return endless;
    }

    private static List<Oddity> encoded() {
        return List.of(
                Oddity.answer("zipped: as it should be", turn -> {
                    Right right = turn.right();
                    turn.write(right.body(zipped(right.body())).header(ZIPPED).bytes());
                }),
                Oddity.answer(
                        "zipped: it is not",
                        turn -> turn.write(turn.right().header(ZIPPED).bytes())),
                Oddity.answer("zipped: twice", turn -> {
                    Right right = turn.right();
                    turn.write(right.body(zipped(zipped(right.body())))
                            .header(ZIPPED)
                            .bytes());
                }),
                Oddity.answer("zipped: half", turn -> {
                    Right right = turn.right();
                    byte[] all = zipped(right.body());
                    turn.write(right.body(Arrays.copyOf(all, all.length / 2))
                            .header(ZIPPED)
                            .bytes());
                }),
                Oddity.answer("zipped: a bomb", turn -> {
                    Right right = turn.right();
                    turn.write(right.body(BOMB).header(ZIPPED).bytes());
                }),
                Oddity.answer("zipped: a bomb of a bomb", turn -> {
                    Right right = turn.right();
                    turn.write(right.body(zipped(BOMB)).header(ZIPPED).bytes());
                }),
                Oddity.answer("zipped: without end", turn -> {
                    Right right = turn.right();
                    turn.write(right.header(ZIPPED).head(""));
                    if (!right.toHead()) {
                        flood(turn);
                    }
                }),
                Oddity.answer("deflated", turn -> {
                    Right right = turn.right();
                    turn.write(right.body(deflated(right.body()))
                            .header("Content-Encoding: deflate")
                            .bytes());
                }),
                Oddity.answer(
                        "encoded by what nobody knows",
                        turn -> turn.write(turn.right()
                                .header("Content-Encoding: br, x-odd")
                                .bytes())));
    }

    private static void flood(Turn turn) throws IOException {
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream zip = new GZIPOutputStream(turn.out())) {
            while (turn.isOpen()) {
                zip.write(blanks);
                turn.pause(2);
            }
        }
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all", e);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new DeflaterOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all", e);
        }
        return out.toByteArray();
    }
}
