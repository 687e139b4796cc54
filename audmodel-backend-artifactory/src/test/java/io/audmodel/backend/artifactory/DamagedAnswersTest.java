package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ObjectPath;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
}
