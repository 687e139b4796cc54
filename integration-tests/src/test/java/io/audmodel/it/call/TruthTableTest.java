package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.EveryCall;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every call of the client says of every refusal of both kinds of server, and that none writes after a doubt. */
@Timeout(600)
@Tag("reliability")
@Tag("one-jdk")
class TruthTableTest implements OnStorage {

    private static final Map<String, String> S3_KEYS = Map.of("access_key", "a", "secret_key", "b", "region", "r");

    /** What the two kinds of server mean by a status. */
    private record Row(int status, Class<?> s3, Class<?> artifactory) {}

    private static final List<Row> ROWS = List.of(
            new Row(401, AuthenticationException.class, AuthenticationException.class),
            new Row(403, AccessDeniedException.class, AccessDeniedException.class),
            new Row(404, RepositoryNotFoundException.class, RepositoryNotFoundException.class),
            new Row(408, UnavailableException.class, UnavailableException.class),
            new Row(409, UnavailableException.class, StorageException.class),
            new Row(412, ConflictException.class, StorageException.class),
            new Row(429, UnavailableException.class, UnavailableException.class),
            new Row(500, UnavailableException.class, UnavailableException.class),
            new Row(502, UnavailableException.class, UnavailableException.class),
            new Row(503, UnavailableException.class, UnavailableException.class),
            new Row(504, UnavailableException.class, UnavailableException.class));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Future<String>> cells = new TreeMap<>();
    private final List<RefusingServer> servers = new ArrayList<>();

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @Test
    void everyCall_saysWhatTheServerMeans_andWritesNothingAfterADoubt(Workshop workshop) throws Exception {
        PublishRequest request = workshop.request("onnx", "1.0.0").alias(Alias.of("live"));
        AudModel other = workshop.client();
        other.publish(request);
        Map<String, Class<?>> expected = new TreeMap<>();
        for (Row row : ROWS) {
            expected.put("s3 " + row.status(), row.s3());
            expected.put("artifactory " + row.status(), row.artifactory());
            begin(workshop, row.status() + "", "http://127.0.0.1:" + refusing(row.status()), other, request);
        }
        int closed = closedPort();
        begin(workshop, "refused", "http://127.0.0.1:" + closed, other, request);
        begin(workshop, "no-name", "http://no-such-host.invalid", other, request);
        begin(workshop, "no-tls", "https://127.0.0.1:" + refusing(200), other, request);
        for (String fault : List.of("refused", "no-name", "no-tls")) {
            expected.put("s3 " + fault, UnavailableException.class);
            expected.put("artifactory " + fault, UnavailableException.class);
        }

        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Future<String>> cell : cells.entrySet()) {
            String row = cell.getKey().substring(0, cell.getKey().indexOf(':'));
            String said = cell.getValue().get();
            if (!said.startsWith(expected.get(row).getSimpleName())) {
                wrong.add(cell.getKey() + " expected " + expected.get(row).getSimpleName() + " but: " + said);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cells).hasSize((ROWS.size() + 3) * 2 * EveryCall.values().length);
        for (RefusingServer server : servers) {
            assertThat(server.requests()).allMatch(line -> line.startsWith("GET ") || line.startsWith("HEAD "));
            server.close();
        }
        threads.shutdownNow();
    }

    private int refusing(int status) {
        RefusingServer server = RefusingServer.start(status);
        servers.add(server);
        return server.port();
    }

    private static int closedPort() {
        try (RefusingServer server = RefusingServer.start(500)) {
            return server.port();
        }
    }

    private void begin(Workshop workshop, String fault, String host, AudModel other, PublishRequest request) {
        begin("s3 " + fault, workshop, new Repository("s3", host, "models"), S3_KEYS, other, request);
        begin(
                "artifactory " + fault,
                workshop,
                new Repository("artifactory", host + "/artifactory", "models"),
                Map.of(),
                other,
                request);
    }

    private void begin(
            String row,
            Workshop workshop,
            Repository repository,
            Map<String, String> options,
            AudModel other,
            PublishRequest request) {
        AudModel client = workshop.open(workshop.builder().repository(repository, options));
        for (EveryCall call : EveryCall.values()) {
            cells.put(row + ": " + call, threads.submit(() -> {
                try {
                    call.run(client, other, request);
                    return "it went well";
                } catch (RuntimeException e) {
                    return e.getClass().getSimpleName() + ": " + e.getMessage();
                }
            }));
        }
    }
}
