package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are none: never an absence, never a short list, never a success, and never an exception of others. */
@Timeout(60)
@Tag("one-jdk")
class OddAnswersTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final byte[] CONTENT = new byte[100];

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>login</html>",
                "{}",
                "[]",
                "null",
                "7",
                "{'files':null}",
                "{'files':{}}",
                "{'files':{'uri':'/b','size':1}}",
                "{'files':[7]}",
                "{'files':[{'uri':'/b','size':1},7]}",
                "{'files':[{'uri':'/b','size':1},[]]}",
                "{'files':[{'uri':'/b'}]}",
                "{'files':[{'size':1}]}",
                "{'files':[{'uri':'','size':1}]}",
                "{'files':[{'uri':'b','size':1}]}",
                "{'files':[{'uri':['/b'],'size':1}]}",
                "{'files':[{'uri':'/b','size':-1}]}",
                "{'files':[{'uri':'/b','size':1.5}]}",
                "{'files':[{'uri':'/b','size':99999999999999999999}]}",
                "{'files':[{'uri':'/b','size':1}]",
                "{'files':[{'uri':'/b','size':1}]} {}",
                "{'more':{'files':[]}}",
                "{'errors':[{'status':404,'message':'no'}]}"
            })
    void list_thatIsNone_isAnError(String answer) throws IOException {
        try (ScriptedServer server = new ScriptedServer(
                        exchange -> ScriptedServer.answer(exchange, 200, answer.replace('\'', '"')));
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.list(PATH).toList()).isInstanceOf(BackendException.class);
        }
    }

    @Test
    void list_asJFrogsPageHasIt_isRead() throws IOException {
        String answer = "{\"uri\":\"http://x\",\"created\":\"x\",\"files\":["
                + "{\"uri\":\"/c\",\"size\":\"-1\",\"folder\":\"true\"},"
                + "{\"uri\":\"/c/b\",\"size\":\"5\",\"folder\":\"false\",\"mdTimestamps\":{\"properties\":\"x\"}},"
                + "{\"uri\":\"/not ours\",\"size\":\"5\"}]}";
        try (ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.answer(exchange, 200, answer));
                Backend backend = connect(server)) {
            assertThat(backend.list(PATH)).singleElement().satisfies(info -> {
                assertThat(info.path()).hasToString("a/object/c/b");
                assertThat(info.size()).isEqualTo(5);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{'repo':'models'}",
                "{'repo':'models','size':'x'}",
                "{'repo':'models','size':-5}",
                "{'repo':7,'size':5}",
                "{'size':5}",
                "{'repo':'models','size':5",
                "{'repo':'models','children':{}}",
                "{'repo':'models','children':[7]}",
                "{'repo':'models','children':[{'folder':true}]}",
                "{'repo':'models','children':[{'uri':'','folder':true}]}",
                "{'repo':'models','children':[{'uri':'/b/c','folder':true}]}",
                "{'repo':'models','checksums':[],'size':5}"
            })
    void item_thatIsNone_isNoAbsence_andNoFolder(String answer) throws IOException {
        HttpHandler script =
                exchange -> ScriptedServer.answer(exchange, isList(exchange) ? 501 : 200, answer.replace('\'', '"'));
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(BackendException.class);
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(BackendException.class);
            assertThatThrownBy(() -> backend.list(PATH).toList()).isInstanceOf(BackendException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes */100",
                "bytes 20-29/100",
                "bytes 10-5/100",
                "bytes 10-19/15",
                "bytes x-19/100",
                "lines 10-19/100"
            })
    void part_thatIsNotTheOneAskedFor_isAnError(String range) throws IOException {
        HttpHandler script = exchange -> ScriptedServer.object(
                exchange, exchange.getRequestMethod().equals("GET") ? 206 : 200, CONTENT, "Content-Range", range);
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.of(10, 10))).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void part_thatBeginsEarlier_isCut() throws IOException {
        byte[] bytes = new byte[] {0, 1, 2, 3, 4, 5, 6, 7};
        HttpHandler script = exchange -> ScriptedServer.object(
                exchange, exchange.getRequestMethod().equals("GET") ? 206 : 200, bytes, "Content-Range", "bytes 0-7/8");
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server);
                ObjectBody body = backend.get(PATH, ByteRange.of(5, 2))) {
            assertThat(body.stream().readAllBytes()).containsExactly(5, 6);
        }
    }

    @Test
    void page_inPlaceOfAnObjectThatIsThere_isNotItsContent() throws IOException {
        HttpHandler script = exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                ScriptedServer.object(exchange, 200, CONTENT);
            } else {
                ScriptedServer.answer(exchange, 200, "<html>" + "x".repeat(200) + "</html>");
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.of(5, 5))).isInstanceOf(StorageException.class);
        }
    }

    /** An {@code InvalidArgumentException} is the caller's mistake, and ends a search in all repositories. */
    @Test
    void rangeRefused_thoughItIsWithin_isTheServersFault() throws IOException {
        HttpHandler script = exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                ScriptedServer.object(exchange, 200, CONTENT);
            } else {
                ScriptedServer.error(exchange, 416, "no");
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.of(5, 5))).isInstanceOf(StorageException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "<html>login</html>", "{\"checksums\":{}}"})
    void put_answeredByNoReceipt_isBelievedIfTheObjectIsThere(String receipt) throws IOException {
        AtomicBoolean stored = new AtomicBoolean();
        for (boolean keeps : new boolean[] {false, true}) {
            stored.set(false);
            HttpHandler script = exchange -> {
                if (exchange.getRequestMethod().equals("PUT")) {
                    stored.set(keeps);
                    ScriptedServer.answer(exchange, 200, receipt);
                } else if (stored.get()) {
                    ScriptedServer.object(exchange, 200, CONTENT);
                } else if (ScriptedServer.asksAbout(exchange, "")) {
                    ScriptedServer.repository(exchange);
                } else {
                    ScriptedServer.error(exchange, 404, "no");
                }
            };
            try (ScriptedServer server = new ScriptedServer(script);
                    Backend backend = connect(server)) {
                if (keeps) {
                    ObjectInfo info = backend.put(PATH, Content.of(CONTENT), PutMode.create());
                    assertThat(info.checksum()).contains(Checksum.md5(CONTENT));
                } else {
                    assertThatThrownBy(() -> backend.put(PATH, Content.of(CONTENT), PutMode.create()))
                            .isInstanceOf(OutcomeUnknownException.class);
                }
            }
        }
    }

    @Test
    void delete_answeredByAPage_isAnErrorIfTheObjectIsThereStill() throws IOException {
        HttpHandler script = exchange -> {
            if (exchange.getRequestMethod().equals("DELETE")) {
                ScriptedServer.answer(exchange, 200, "<html>login</html>");
            } else {
                ScriptedServer.object(exchange, 200, CONTENT);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.delete(PATH)).isInstanceOf(StorageException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "::no address::", "/else where", "ftp://example.org/x", "http:///x", "mailto:me", "%", "//"})
    void redirect_toNoAddress_isAnError(String location) throws IOException {
        try (ScriptedServer server =
                        new ScriptedServer(exchange -> ScriptedServer.answer(exchange, 302, "", "Location", location));
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.get(PATH, ByteRange.all())).isInstanceOf(BackendException.class);
            assertThatThrownBy(() -> backend.stat(PATH)).isInstanceOf(BackendException.class);
            assertThatThrownBy(() -> backend.list(PATH).toList()).isInstanceOf(BackendException.class);
        }
    }

    @Test
    void answer_withoutLengthAndDate_isRead() throws IOException {
        HttpHandler script = exchange -> {
            exchange.getResponseHeaders()
                    .set("X-Checksum-Md5", Checksum.md5(CONTENT).hex());
            if (exchange.getRequestURI().getPath().contains("/api/storage/")) {
                ScriptedServer.answer(exchange, 200, "{\"repo\":\"models\",\"size\":\"100\"}");
            } else {
                boolean isHead = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(200, isHead ? -1 : 0);
                if (!isHead) {
                    exchange.getResponseBody().write(CONTENT);
                }
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server);
                ObjectBody body = backend.get(PATH, ByteRange.all())) {
            assertThat(body.info().size()).isEqualTo(100);
            assertThat(body.stream().readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void list_refusedToThisUser_isAWalkThroughFolders(int status) throws IOException {
        HttpHandler script = exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (isList(exchange)) {
                ScriptedServer.error(exchange, status, "not for anonymous users");
            } else if (path.endsWith("/api/storage/models/a")) {
                folder(exchange, "{\"uri\":\"/b\",\"folder\":true},{\"uri\":\"/c\",\"folder\":false}");
            } else if (path.endsWith("/api/storage/models/a/b")) {
                folder(exchange, "{\"uri\":\"/d\",\"folder\":\"false\"}");
            } else {
                ScriptedServer.object(exchange, 200, CONTENT);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            for (int i = 0; i < 2; i++) {
                try (Stream<ObjectInfo> listed = backend.list(new ObjectPath("a"))) {
                    assertThat(listed.map(ObjectInfo::path))
                            .extracting(ObjectPath::text)
                            .containsExactlyInAnyOrder("a/b/d", "a/c");
                }
            }
            assertThat(server.lines())
                    .filteredOn(line -> line.contains("?list"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uri\":\"/x\",\"folder\":true}",
                "{\"uri\":\"/x\",\"folder\":true},{\"uri\":\"/y\",\"folder\":true}",
                "{\"uri\":\"\",\"folder\":true}"
            })
    void walk_throughFoldersInsideThemselves_ends(String children) throws IOException {
        HttpHandler script = exchange -> {
            if (isList(exchange)) {
                ScriptedServer.error(exchange, 400, "available only in Artifactory Pro");
            } else {
                folder(exchange, children);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.list(PATH).toList()).isInstanceOf(StorageException.class);
        }
    }

    /** In front of the first file, within it, and in place of it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{\"files\":[{\"uri\":\"/b\",\"more\":[", "{\"files\":["})
    void list_withoutEnd_ends(String begin) throws IOException {
        HttpHandler script = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(begin.getBytes(StandardCharsets.UTF_8));
            for (byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8); ; ) {
                exchange.getResponseBody().write(blanks);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                Backend backend = connect(server)) {
            assertThatThrownBy(() -> backend.list(PATH).toList())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("does not come to an end");
        }
    }

    private static boolean isList(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestURI().getQuery()).startsWith("list");
    }

    private static void folder(HttpExchange exchange, String children) throws IOException {
        ScriptedServer.answer(exchange, 200, "{\"repo\":\"models\",\"children\":[" + children + "]}");
    }

    private static Backend connect(ScriptedServer server) {
        return Connecting.impatient(Connecting.config(server.repository(), Map.of()));
    }
}
