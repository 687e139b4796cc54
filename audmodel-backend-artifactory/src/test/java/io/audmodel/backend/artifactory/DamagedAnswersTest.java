package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ObjectPath;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that were damaged on their way, where the next one is whole. */
@Timeout(60)
class DamagedAnswersTest {

    private static final String JSON = "application/vnd.org.jfrog.artifactory.storage.FolderInfo+json";

    @ParameterizedTest
    @ValueSource(strings = {":", "repo"})
    void json_thatIsDamaged_isAskedForAgain(String damaged) throws IOException {
        AtomicInteger questions = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(exchange -> {
                    boolean ofRepository = exchange.getRequestURI().getPath().contains("/api/storage/");
                    String whole = "{\"repo\": \"models\"}";
                    String body = questions.getAndIncrement() == 1 ? whole.replace(damaged, "x") : whole;
                    ScriptedServer.answer(exchange, ofRepository ? 200 : 404, body, "Content-Type", JSON);
                });
                Backend backend = Connecting.impatient(Connecting.config(server.repository(), Map.of()))) {
            assertThat(backend.stat(new ObjectPath("a/object"))).isEmpty();
            assertThat(questions).hasValue(3);
        }
    }

    @Test
    void list_withANameThatNoPathHas_isAskedForAgain() throws IOException {
        AtomicInteger lists = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(exchange -> ScriptedServer.answer(
                        exchange,
                        200,
                        "{'files':[{'uri':'/%s','size':5,'lastModified':''},{'uri':'/not ours','size':5}]}"
                                .formatted(lists.getAndIncrement() == 0 ? "ob(ect" : "object")
                                .replace('\'', '"')));
                Backend backend = Connecting.impatient(Connecting.config(server.repository(), Map.of()))) {
            assertThat(backend.list(new ObjectPath("a")).map(info -> info.path().text()))
                    .containsExactly("a/object");
            assertThat(lists).as("'not ours' came twice").hasValue(2);
        }
    }

    /** The folder names a file that is not there, or one that no path has. */
    @ParameterizedTest
    @ValueSource(strings = {"ocject", "ob(ect"})
    void walk_toAFileThatIsNotThere_asksItsFolderAgain(String damaged) throws IOException {
        AtomicInteger folders = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    if (String.valueOf(exchange.getRequestURI().getQuery()).startsWith("list")) {
                        ScriptedServer.error(exchange, 400, "available only in Artifactory Pro");
                    } else if (path.endsWith("/api/storage/models/a")) {
                        String name = folders.getAndIncrement() == 0 ? damaged : "object";
                        String body =
                                "{\"repo\":\"models\",\"children\":[{\"uri\":\"/" + name + "\",\"folder\":false}]}";
                        ScriptedServer.answer(exchange, 200, body, "Content-Type", JSON);
                    } else if (path.endsWith("/a/object")) {
                        ScriptedServer.object(exchange, 200, new byte[5]);
                    } else {
                        ScriptedServer.answer(
                                exchange,
                                path.endsWith("/api/storage/models") ? 200 : 404,
                                "{\"repo\":\"models\"}",
                                "Content-Type",
                                JSON);
                    }
                });
                Backend backend = Connecting.impatient(Connecting.config(server.repository(), Map.of()))) {
            assertThat(backend.list(new ObjectPath("a")).map(info -> info.path().text()))
                    .containsExactly("a/object");
            assertThat(folders).hasValue(2);
        }
    }
}
