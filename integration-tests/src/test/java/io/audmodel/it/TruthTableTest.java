package io.audmodel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.FilePatterns;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.error.NotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call of the client against every status, and against servers that cannot be reached: only a 404 from a repository
 * that answers means "absent", everything else is an error of its own type, and nothing is written after it.
 */
class TruthTableTest {

    private static final AtomicInteger CACHES = new AtomicInteger();
    private static final ModelId ID = ModelId.parse("41781d7b-1.0.0");
    private static final Alias ALIAS = new Alias("live");

    /** Most of a cell's time is the pause before a repetition. */
    private static final int AT_ONCE = 32;

    /** What does not tell whether an object is there. */
    private static final Map<Integer, String> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry(401, "AuthenticationException"),
            Map.entry(403, "AccessDeniedException"),
            Map.entry(408, "UnavailableException"),
            Map.entry(409, "UnavailableException|StorageException"),
            Map.entry(412, "StorageException|ConflictException"),
            Map.entry(429, "UnavailableException"),
            Map.entry(500, "UnavailableException"),
            Map.entry(502, "UnavailableException"),
            Map.entry(503, "UnavailableException"),
            Map.entry(504, "UnavailableException")));

    @TempDir
    private Path folder;

    /** The backends that speak HTTP. */
    enum Kind {
        S3("s3", "", Map.of("access_key", "a", "secret_key", "b")),
        ARTIFACTORY("artifactory", "/artifactory", Map.of("username", "me", "password", "b"));

        private final String backend;
        private final String base;
        private final Map<String, String> options;

        Kind(String backend, String base, Map<String, String> options) {
            this.backend = backend;
            this.base = base;
            this.options = options;
        }

        Repository repository(String origin) {
            return new Repository(backend, origin + base, "models");
        }
    }

    private interface Call {
        void run(AudModel client);
    }

    private Map<String, Call> calls() {
        Path model = Samples.write(folder.resolve("model"), "truth");
        PublishRequest request = PublishRequest.of(model, "onnx", "1.0.0").alias("live");
        Map<String, Call> calls = new TreeMap<>();
        calls.put("exists", client -> client.exists(ID));
        calls.put("header", client -> client.header(ID));
        calls.put("meta", client -> client.meta(ID));
        calls.put("versions", client -> client.versions(ID.shortId()));
        calls.put("latestVersion", client -> client.latestVersion(ID.shortId()));
        calls.put("resolveAlias", client -> client.resolveAlias(ALIAS));
        calls.put("aliases", client -> client.aliases(ID));
        calls.put("setAlias", client -> client.setAlias(ALIAS, ID));
        calls.put("removeAlias", client -> client.removeAlias(ALIAS));
        calls.put("updateMeta", client -> client.updateMeta(ID, Map.of("k", 1)));
        calls.put("replaceMeta", client -> client.replaceMeta(ID, Map.of("k", 1)));
        calls.put("load", client -> client.load(ID));
        calls.put("load by alias", client -> client.load(ALIAS));
        calls.put("load some", client -> client.load(ID, FilePatterns.of("*.yaml")));
        calls.put("files", client -> client.files(ID));
        calls.put("open", client -> client.open(ID, "model.yaml"));
        calls.put("find", client -> {
            try (Stream<FoundModel> found = client.find(ModelQuery.all())) {
                assertThat(found).isNotNull();
                found.forEach(each -> {});
            }
        });
        calls.put("publish", client -> client.publish(request));
        calls.put("copy", client -> client.copy(CopyRequest.of(ID), client));
        return calls;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void statusesThatTellNothing_areErrors_andNothingIsWritten(Kind kind) throws Exception {
        List<Callable<String>> cells = new ArrayList<>();
        TYPES.forEach((status, types) -> calls().forEach((name, call) -> cells.add(() -> {
            try (StatusServer server = new StatusServer(status)) {
                String seen = outcome(kind.repository(server.origin()), kind, call);
                boolean isRight = List.of(types.split("\\|")).contains(seen)
                        && server.changes().isEmpty();
                return isRight ? "" : status + " " + name + ": " + seen + " after " + server.changes();
            }
        })));
        assertThat(failures(cells)).as("of %s cells", cells.size()).isEmpty();
        System.out.printf("truth table, %s: %d cells%n", kind, cells.size());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void serversThatCannotBeReached_areUnavailable(Kind kind) throws Exception {
        List<Callable<String>> cells = new ArrayList<>();
        try (StatusServer plain = new StatusServer(404)) {
            for (String origin : List.of(
                    "http://127.0.0.1:1",
                    "http://nowhere.invalid",
                    plain.origin().replace("http:", "https:"))) {
                calls().forEach((name, call) -> cells.add(() -> {
                    String seen = outcome(kind.repository(origin), kind, call);
                    boolean isRight = seen.equals("UnavailableException")
                            || origin.startsWith("https") && seen.equals("StorageException");
                    return isRight ? "" : origin + " " + name + ": " + seen;
                }));
            }
            assertThat(failures(cells)).as("of %s cells", cells.size()).isEmpty();
        }
    }

    @Test
    void notFound_fromABucket_isAbsent_exceptForLists() throws Exception {
        List<Callable<String>> cells = new ArrayList<>();
        calls().forEach((name, call) -> cells.add(() -> {
            try (StatusServer server = new StatusServer(404)) {
                Repository repository = Kind.S3.repository(server.origin());
                String seen = outcome(repository, Kind.S3, call);
                boolean writes = name.equals("publish");
                boolean isRight = switch (name) {
                    case "exists" -> seen.equals("done");
                    case "find", "versions", "latestVersion" -> seen.equals("RepositoryNotFoundException");
                    default -> writes || seen.equals("absent");
                };
                return isRight && (writes || server.changes().isEmpty()) ? "" : name + ": " + seen;
            }
        }));
        assertThat(failures(cells)).isEmpty();
    }

    @Test
    void notFound_fromSomethingThatIsNoArtifactory_isNoAbsence() throws Exception {
        List<Callable<String>> cells = new ArrayList<>();
        calls().forEach((name, call) -> cells.add(() -> {
            try (StatusServer server = new StatusServer(404)) {
                String seen = outcome(Kind.ARTIFACTORY.repository(server.origin()), Kind.ARTIFACTORY, call);
                boolean isRight = seen.equals("RepositoryNotFoundException")
                        && server.changes().isEmpty();
                return isRight ? "" : name + ": " + seen + " after " + server.changes();
            }
        }));
        assertThat(failures(cells)).isEmpty();
    }

    /** How a call of a client that knows nothing yet ends. */
    private String outcome(Repository repository, Kind kind, Call call) {
        Path cache = folder.resolve("cache-" + CACHES.incrementAndGet());
        try (AudModel client = AudModel.builder()
                .environment(Environment.of(Map.of(), folder.resolve("nobody"), Workshop.USER))
                .cacheRoot(cache)
                .repository(repository, kind.options)
                .build()) {
            call.run(client);
            return "done";
        } catch (NotFoundException e) {
            return "absent";
        } catch (AudModelException e) {
            assertThat(e.getMessage()).isNotBlank();
            return e.getClass().getSimpleName();
        } catch (RuntimeException e) {
            return "untyped " + e;
        }
    }

    private static List<String> failures(List<Callable<String>> cells) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<String> failures = new ArrayList<>();
            for (Future<String> cell : threads.invokeAll(cells)) {
                if (!cell.get().isEmpty()) {
                    failures.add(cell.get());
                }
            }
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }
}
