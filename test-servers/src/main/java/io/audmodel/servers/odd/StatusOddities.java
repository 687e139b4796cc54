package io.audmodel.servers.odd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Answers of every status, pauses of years, and redirects that lead nowhere. */
final class StatusOddities {

    private static final Set<Integer> DENIAL = Set.of(404, 410);
    private static final List<Integer> REFUSALS = List.of(
            400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422,
            423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511, 520,
            525, 530, 599, 600, 999);
    private static final List<String> DONE = List.of(
            "000 x",
            "-1 x",
            "20 OK",
            "2000 OK",
            "OK",
            "101 Switching Protocols",
            "201 Created",
            "202 Accepted",
            "203 x",
            "204 No Content",
            "205 Reset",
            "206 Partial Content",
            "207 Multi-Status",
            "226 IM Used",
            "299 x",
            "304 Not Modified");

    private StatusOddities() {}

    static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>();
        for (String done : DONE) {
            all.add(Oddity.answer(
                    "done: " + done,
                    turn -> turn.write(turn.right().status(done).bytes())));
        }
        for (int status : REFUSALS) {
            Oddity refusal = Oddity.answer("refuses: " + status, turn -> {
                turn.body();
                turn.answer(status + " No", "WWW-Authenticate: Basic realm=\"x\"\r\n", document(status));
            });
            all.add(DENIAL.contains(status) ? refusal.denying() : refusal);
        }
        for (int status : new int[] {429, 503}) {
            pauses().forEach((name, value) -> all.add(Oddity.answer("pause: " + status + " " + name, turn -> {
                turn.body();
                turn.answer(status + " Later", "Retry-After: " + value + "\r\n", document(status));
            })));
        }
        redirects()
                .forEach((name, place) -> all.add(Oddity.answer("redirect: 307 " + name, turn -> {
                    turn.body();
                    turn.answer("307 Elsewhere", place.isEmpty() ? "" : "Location: " + here(place, turn) + "\r\n", "");
                })));
        for (int status : new int[] {300, 301, 302, 303, 308}) {
            all.add(Oddity.answer("redirect: " + status + " to itself", turn -> {
                turn.body();
                turn.answer(status + " x", "Location: " + turn.line().split(" ")[1] + "\r\n", "");
            }));
        }
        for (int status : new int[] {403, 404, 500}) {
            Oddity flood = Oddity.answer("refuses: " + status + " without end", turn -> {
                turn.body();
                turn.write("HTTP/1.1 " + status + " No\r\n\r\n<Error><Code>No</Code><Message>");
                turn.flood("no and ");
            });
            all.add(status == 404 ? flood.denying() : flood);
        }
        return all;
    }

    /** As both kinds of servers write it, and servers for people. */
    private static String document(int status) {
        return switch (status % 3) {
            case 0 ->
                "<?xml version=\"1.0\"?><Error><Code>Code" + status + "</Code><Message>so it is</Message></Error>";
            case 1 -> "{\"errors\":[{\"status\":" + status + ",\"message\":\"so it is\"}]}";
            default -> "<!DOCTYPE html><html><body>So it is.<br></body></html>";
        };
    }

    private static Map<String, String> pauses() {
        Map<String, String> pauses = new TreeMap<>();
        pauses.put("at once", "0");
        pauses.put("of a second", "1");
        pauses.put("of a day", "86400");
        pauses.put("of years", "315360000");
        pauses.put("of 20 digits", "99999999999999999999");
        pauses.put("negative", "-1");
        pauses.put("no number", "soon");
        pauses.put("until 2099", "Thu, 01 Jan 2099 00:00:00 GMT");
        pauses.put("until 1970", "Thu, 01 Jan 1970 00:00:00 GMT");
        return pauses;
    }

    /** HERE stands for the address of the peer's server, N for a number that is another one each time. */
    private static Map<String, String> redirects() {
        Map<String, String> redirects = new TreeMap<>();
        redirects.put("nowhere", "");
        redirects.put("to no address", "::no address::");
        redirects.put("to a blank", "/else where");
        redirects.put("to a file", "file:///etc/passwd");
        redirects.put("to a closed port", "http://127.0.0.1:1/");
        redirects.put("to ever new places", "/artifactory/models/N");
        redirects.put("to and fro", "/artifactory/models/E");
        redirects.put("to TLS without TLS", "https://HERE/");
        redirects.put("to an unknown host", "http://no-such-host.invalid/");
        redirects.put("to a port beyond all", "http://127.0.0.1:99999/");
        redirects.put("to a place of 100,000 letters", "/" + "a".repeat(100_000));
        return redirects;
    }

    private static String here(String place, Turn turn) {
        return place.replace("HERE", "127.0.0.1:" + turn.server().getPort())
                .replaceAll("N$", Integer.toString(turn.number()))
                .replaceAll("E$", Integer.toString(turn.number() % 2));
    }
}
