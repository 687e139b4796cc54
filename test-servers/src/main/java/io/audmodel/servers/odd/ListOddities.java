package io.audmodel.servers.odd;

import io.audmodel.servers.odd.Oddity.Speaks;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Lists that begin anew, never end, lead into themselves, or have invalid entries. */
final class ListOddities {

    private static final String MORE = "<IsTruncated>true</IsTruncated>";

    private ListOddities() {}

    static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>();
        pages().forEach((name, page) -> all.add(ofBucket(name, turn -> {
            String right = turn.right().text();
            return right.replace("<IsTruncated>false</IsTruncated>", page.apply(turn.number()));
        })));
        pages().forEach((name, page) -> all.add(ofBucket(name + ", empty", turn -> {
            turn.body();
            return "<ListBucketResult>" + page.apply(turn.number()) + "</ListBucketResult>";
        })));
        all.add(ofBucket(
                "100,000 keys on a page",
                turn -> turn.right()
                        .text()
                        .replace(
                                "</ListBucketResult>",
                                entry(prefix(turn) + "junk").repeat(100_000) + "</ListBucketResult>")));
        all.add(ofBucket(
                "ever new keys",
                turn -> turn.right()
                        .text()
                        .replace("<IsTruncated>false</IsTruncated>", MORE + token("t" + turn.number()))
                        .replace(
                                "</ListBucketResult>",
                                entry(prefix(turn) + "junk-" + turn.number()) + "</ListBucketResult>")));
        entries()
                .forEach((name, entry) -> all.add(ofBucket(
                        "an entry " + name,
                        turn -> turn.right()
                                .text()
                                .replace(
                                        "</ListBucketResult>",
                                        entry.replace("PREFIX", prefix(turn)) + "</ListBucketResult>"))));
        files().forEach((name, entry) -> all.add(ofFolder("a file " + name, turn -> {
            String right = turn.right().text().strip();
            int end = right.lastIndexOf(']');
            String comma = right.contains("\"uri\" : \"/") || right.contains("\"uri\":\"/") ? "," : "";
            return end < 0 ? right : right.substring(0, end) + comma + entry + right.substring(end);
        })));
        all.addAll(walks());
        return all;
    }

    private interface Document {
        String of(Turn turn) throws IOException;
    }

    private static Oddity ofBucket(String name, Document document) {
        return list("list of keys: " + name, "list-type=", document).of(Speaks.S3);
    }

    private static Oddity ofFolder(String name, Document document) {
        return list("list of files: " + name, "?list", document).of(Speaks.ARTIFACTORY);
    }

    private static Oddity list(String name, String query, Document document) {
        return Oddity.answer(name, turn -> {
            if (turn.line().contains(query)) {
                turn.answer("200 OK", "", document.of(turn));
            } else {
                turn.write(turn.right().bytes());
            }
        });
    }

    /** By name: what stands in the place of "not truncated", by the number of the page. */
    private static Map<String, IntFunction<String>> pages() {
        Map<String, IntFunction<String>> pages = new TreeMap<>();
        pages.put("more, and no token", page -> MORE);
        pages.put("more, and an empty token", page -> MORE + token(""));
        pages.put("the same token", page -> MORE + token("same"));
        pages.put("seven tokens in turn", page -> MORE + token("t" + page % 7));
        pages.put("ever new tokens", page -> MORE + token("t" + page));
        pages.put("tokens of 10,000 letters", page -> MORE + token("t".repeat(10_000) + page));
        pages.put("more, perhaps", page -> "<IsTruncated>perhaps</IsTruncated>");
        return pages;
    }

    private static String token(String token) {
        return "<NextContinuationToken>" + token + "</NextContinuationToken>";
    }

    private static String entry(String key) {
        return "<Contents><Key>" + key
                + "</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>1</Size></Contents>";
    }

    private static String prefix(Turn turn) {
        String line = turn.line();
        int from = line.indexOf("prefix=") + "prefix=".length();
        int end = line.indexOf('&', from);
        int blank = line.indexOf(' ', from);
        return URLDecoder.decode(line.substring(from, end < 0 ? blank : end), StandardCharsets.UTF_8);
    }

    private static Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>();
        String right = entry("PREFIXjunk");
        entries.put("without a key", right.replace("<Key>PREFIXjunk</Key>", ""));
        entries.put("without a size", right.replace("<Size>1</Size>", ""));
        entries.put("without a time", right.replaceFirst("<LastModified>.*</LastModified>", ""));
        entries.put("of a negative size", right.replace("<Size>1<", "<Size>-1<"));
        entries.put("of a size of 2^63", right.replace("<Size>1<", "<Size>9223372036854775808<"));
        entries.put("of a size that is none", right.replace("<Size>1<", "<Size>many<"));
        entries.put("of a time that is none", right.replace("2026-01-01", "yesterday"));
        entries.put("of the year 99999", right.replace("2026-01-01", "99999-01-01"));
        entries.put("from elsewhere", entry("elsewhere/junk"));
        entries.put("that leads upwards", entry("PREFIX../../junk"));
        entries.put("of 100,000 letters", entry("PREFIX" + "a".repeat(100_000)));
        entries.put("that is empty", "<Contents/>");
        return entries;
    }

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("without a name", "{\"size\":1,\"folder\":false}");
        files.put("without a size", "{\"uri\":\"/junk\"}");
        files.put("of a negative size", "{\"uri\":\"/junk\",\"size\":-1}");
        files.put("of a size of 20 digits", "{\"uri\":\"/junk\",\"size\":99999999999999999999}");
        files.put("of half a byte", "{\"uri\":\"/junk\",\"size\":1.5}");
        files.put("that is a number", "7");
        files.put("that is null", "null");
        files.put("that leads upwards", "{\"uri\":\"/../../junk\",\"size\":1}");
        files.put("of 100,000 letters", "{\"uri\":\"/" + "a".repeat(100_000) + "\",\"size\":1}");
        files.put("of 3,000,000 letters", "{\"uri\":\"/" + "a".repeat(3_000_000) + "\",\"size\":1}");
        files.put("many times", "{\"uri\":\"/junk\",\"size\":1}" + ",{\"uri\":\"/junk\",\"size\":1}".repeat(100_000));
        return files;
    }

    /** Where there are no lists, each folder is asked for. */
    private static List<Oddity> walks() {
        List<Oddity> walks = new ArrayList<>();
        for (String way : List.of("into themselves", "deeper and deeper", "to ever new ones", "to nothing")) {
            walks.add(Oddity.answer("folders: " + way, turn -> {
                        String target = turn.line().split(" ")[1];
                        if (target.contains("?list")) {
                            turn.answer("501 None", "", "{\"errors\":[{\"status\":501,\"message\":\"Pro\"}]}");
                        } else if (target.contains("/api/storage/models") && target.contains("_uid")) {
                            turn.answer(
                                    "200 OK", "", "{\"repo\":\"models\",\"children\":[" + children(way, turn) + "]}");
                        } else {
                            turn.write(turn.right().bytes());
                        }
                    })
                    .denying()
                    .of(Speaks.ARTIFACTORY));
        }
        return walks;
    }

    private static String children(String way, Turn turn) {
        return switch (way) {
            case "into themselves" -> folder("/");
            case "deeper and deeper" -> folder("/a");
            case "to ever new ones" -> folder("/a" + turn.number()) + "," + folder("/b" + turn.number());
            default -> "";
        };
    }

    private static String folder(String uri) {
        return "{\"uri\":\"" + uri + "\",\"folder\":true}";
    }
}
