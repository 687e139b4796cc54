package io.audmodel.servers.odd;

import io.audmodel.servers.odd.Oddity.Act;
import io.audmodel.servers.odd.Oddity.Place;
import io.audmodel.servers.odd.Oddity.Speaks;
import io.audmodel.servers.odd.Oddity.Truth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Proxies that are asked for a tunnel, and make none, or not only that. */
final class TunnelOddities {

    private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n";

    private TunnelOddities() {}

    static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>();
        answers().forEach((name, text) -> {
            all.add(of(name + ", silent", turn -> {
                turn.write(text);
                turn.silence();
            }));
            all.add(of(name + ", closes", turn -> {
                turn.write(text);
                turn.close();
            }));
        });
        endless()
                .forEach((name, texts) -> all.add(of(name + " without end", turn -> {
                    turn.write(texts.get(0));
                    turn.flood(texts.get(1));
                })));
        endless()
                .forEach((name, texts) -> all.add(of(name + " without end, slowly", turn -> {
                    turn.write(texts.get(0));
                    turn.again(texts.get(1), 20);
                })));
        all.add(of("deaf", Turn::deafness));
        all.add(of("resets", Turn::reset));
        all.add(of("closes its half", Turn::halfClose));
        all.add(of(
                "a byte a second", turn -> turn.crawl((ESTABLISHED + "\r\n").getBytes(StandardCharsets.US_ASCII), 0)));
        return all;
    }

    private static Oddity of(String name, Act act) {
        return new Oddity("tunnel: " + name, Place.TUNNEL, Speaks.ANY, Truth.ALL, act);
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new TreeMap<>();
        answers.put("no answer", "");
        answers.put("half a line", "HTTP/1.1 2");
        answers.put("half a head", ESTABLISHED + "Via: ");
        answers.put("established, and no TLS", ESTABLISHED + "\r\n");
        answers.put("established, and text", ESTABLISHED + "\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        answers.put("established, with a length", ESTABLISHED + "Content-Length: 100\r\n\r\n");
        answers.put("noise", "\u0001\u0002\u00ff\u00fe noise\r\n\r\n");
        answers.put("100 and nothing more", "HTTP/1.1 100 Continue\r\n\r\n");
        for (int status : new int[] {101, 204, 302, 400, 401, 403, 404, 407, 429, 500, 502, 503, 504, 999}) {
            answers.put(
                    Integer.toString(status),
                    "HTTP/1.1 " + status
                            + " No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: Negotiate"
                            + "\r\nRetry-After: 315360000\r\nLocation: /\r\nContent-Length: 2\r\n\r\nNo");
        }
        return answers;
    }

    private static Map<String, List<String>> endless() {
        Map<String, List<String>> endless = new TreeMap<>();
        endless.put("100 Continue", List.of("", "HTTP/1.1 100 Continue\r\n\r\n"));
        endless.put("headers", List.of(ESTABLISHED, "X-A: b\r\n"));
        endless.put("a header", List.of(ESTABLISHED + "X-A: ", "b"));
        endless.put("a reason", List.of("HTTP/1.1 200 O", "K"));
        endless.put("empty lines", List.of("", "\r\n"));
        endless.put("403 and a body", List.of("HTTP/1.1 403 No\r\n\r\n", "no "));
        endless.put("407 and a body", List.of("HTTP/1.1 407 No\r\nProxy-Authenticate: Digest\r\n\r\n", "no "));
        endless.put("502 in chunks", List.of("HTTP/1.1 502 No\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"));
        endless.put(
                "established, and chunks", List.of(ESTABLISHED + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"));
        return endless;
    }
}
