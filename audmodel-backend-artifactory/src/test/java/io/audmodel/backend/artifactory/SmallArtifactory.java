package io.audmodel.backend.artifactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** As much of an Artifactory as the backend needs, in memory, by the table of what its clients ask for. */
final class SmallArtifactory implements HttpHandler {

    record Stored(byte[] bytes, Instant modified) {}

    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();

    private final boolean lists;

    /** @param lists whether it has the list of files, as paid editions have */
    SmallArtifactory(boolean lists) {
        this.lists = lists;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/artifactory/".length());
        String query = exchange.getRequestURI().getQuery();
        if (path.startsWith("api/storage/models")) {
            String folder = path.substring("api/storage/models".length()).replaceFirst("^/", "");
            info(exchange, folder, query != null && query.startsWith("list"));
            return;
        }
        String object = path.substring("models/".length());
        switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, object);
            case "DELETE" -> {
                boolean gone = objects.remove(object) == null;
                if (gone) {
                    ScriptedServer.error(exchange, 404, "Could not locate artifact");
                } else {
                    ScriptedServer.answer(exchange, 204, "");
                }
            }
            default -> get(exchange, object);
        }
    }

    private void put(HttpExchange exchange, String path) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String md5 = exchange.getRequestHeaders().getFirst("X-Checksum-Md5");
        if (md5 != null && !md5.equals(Checksum.of(bytes).hex())) {
            ScriptedServer.error(exchange, 409, "Checksum error");
            return;
        }
        boolean under = !below(path).isEmpty();
        String parent = path;
        while (parent.contains("/")) {
            parent = parent.substring(0, parent.lastIndexOf('/'));
            under |= objects.containsKey(parent);
        }
        if (under) {
            ScriptedServer.error(exchange, 400, "Parent is a file");
            return;
        }
        objects.put(path, new Stored(bytes, Instant.now()));
        ScriptedServer.answer(exchange, 201, json(path, objects.get(path)));
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        Stored stored = objects.get(path);
        if (stored == null) {
            if (!below(path).isEmpty()) {
                ScriptedServer.answer(exchange, 200, "<html>folder</html>");
            } else {
                ScriptedServer.error(exchange, 404, "File not found.");
            }
            return;
        }
        byte[] bytes = stored.bytes();
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                stored.modified().atOffset(ZoneOffset.UTC)));
        exchange.getResponseHeaders().set("X-Checksum-Md5", Checksum.of(bytes).hex());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + bytes.length);
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        int to = bytes.length;
        if (range != null) {
            String[] ends = range.substring(6).split("-");
            from = Integer.parseInt(ends[0]);
            to = ends.length == 1 ? bytes.length : (int) Math.min(bytes.length, Long.parseLong(ends[1]) + 1);
            if (from >= bytes.length) {
                ScriptedServer.error(exchange, 416, "range");
                return;
            }
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, to == from ? -1 : to - from);
        exchange.getResponseBody().write(bytes, from, to - from);
    }

    private void info(HttpExchange exchange, String path, boolean list) throws IOException {
        Stored stored = objects.get(path);
        Map<String, Stored> below = below(path);
        if (stored != null && list) {
            ScriptedServer.error(exchange, 400, "Expected a folder");
        } else if (stored != null) {
            ScriptedServer.answer(exchange, 200, json(path, stored));
        } else if (below.isEmpty() && !path.isEmpty()) {
            ScriptedServer.error(exchange, 404, "Unable to find item");
        } else if (list && !lists) {
            ScriptedServer.error(exchange, 400, "This REST API is available only in Artifactory Pro");
        } else if (list) {
            ScriptedServer.answer(
                    exchange,
                    200,
                    "{\"uri\":\"x\",\"files\":["
                            + below.entrySet().stream()
                                    .map(entry -> "{\"uri\":\"" + entry.getKey().substring(path.length())
                                            + "\",\"size\":" + entry.getValue().bytes().length
                                            + ",\"lastModified\":\""
                                            + entry.getValue().modified()
                                            + "\",\"folder\":false,\"sha1\":\"x\"}")
                                    .collect(Collectors.joining(","))
                            + "]}");
        } else {
            TreeSet<String> children = new TreeSet<>();
            below.keySet().forEach(key -> {
                String rest = path.isEmpty() ? key : key.substring(path.length() + 1);
                boolean folder = rest.contains("/");
                children.add("{\"uri\":\"/" + rest.replaceFirst("/.*", "") + "\",\"folder\":" + folder + "}");
            });
            ScriptedServer.answer(
                    exchange, 200, "{\"repo\":\"models\",\"children\":[" + String.join(",", children) + "]}");
        }
    }

    private SortedMap<String, Stored> below(String path) {
        return path.isEmpty() ? objects : objects.subMap(path + "/", path + "0");
    }

    private static String json(String path, Stored stored) {
        return "{\"repo\":\"models\",\"path\":\"/" + path + "\",\"size\":\"" + stored.bytes().length
                + "\",\"lastModified\":\"" + stored.modified() + "\",\"checksums\":{\"md5\":\""
                + Checksum.of(stored.bytes()) + "\"}}";
    }
}
