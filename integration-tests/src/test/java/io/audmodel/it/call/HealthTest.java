package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Environment;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.cache.Cache;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.CacheException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.health.ClientHealth;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import io.audmodel.it.kit.DownBackend;
import io.audmodel.model.Repository;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.Pause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a check tells, with stores that a test breaks. */
@Timeout(60)
class HealthTest {

    private static final Repository FIRST = new Repository("memory", "host", "first");
    private static final Repository SECOND = new Repository("memory", "host", "second");

    @TempDir
    private Path folder;

    private final List<AudModel> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(AudModel::close);
    }

    private AudModelBuilder builder(Map<String, String> variables) {
        return AudModel.builder().environment(Environment.of(variables, folder, "tester"));
    }

    private AudModel open(AudModelBuilder builder) {
        AudModel client = builder.build();
        opened.add(client);
        return client;
    }

    @Test
    void repositoryThatDoesNotAnswer_isAValue_andDelaysNoOther() {
        Pause silence = new Pause();
        FaultyBackend silent = new FaultyBackend(new InMemoryBackend());
        silent.before(1, call -> true, silence);
        FaultyBackend other = new FaultyBackend(new InMemoryBackend());
        AudModel client = open(builder(Map.of())
                .cacheRoot(folder.resolve("cache"))
                .repository(FIRST, silent)
                .repository(SECOND, other)
                .callTimeout(Duration.ofSeconds(2)));

        ClientHealth health = client.check();

        assertThat(health.repositories().get(0).failure())
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContainingAll(FIRST.toString(), "stat");
        assertThat(health.repositories().get(0).took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
        assertThat(health.repositories().get(1).isHealthy()).isTrue();
        assertThat(health.cache().isHealthy()).isTrue();
        assertThat(silent.calls()).hasSize(1);
        assertThat(other.calls()).hasSize(1);
        silence.resume();
    }

    @Test
    void longCallTimeout_doesNotMakeAProbeWait() {
        Pause silence = new Pause();
        FaultyBackend silent = new FaultyBackend(new InMemoryBackend());
        silent.before(1, call -> true, silence);
        AudModel client = open(builder(Map.of())
                .cacheRoot(folder.resolve("cache"))
                .repository(FIRST, silent)
                .callTimeout(Duration.ofHours(1)));

        ClientHealth health = client.check();

        assertThat(health.repositories().get(0).failure())
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageEndingWith(": see why nobody answers")
                .hasMessageNotContaining("allow it more");
        silence.resume();
    }

    @Test
    void interruptedThread_isNotWhatIsBroken() {
        AudModel client = open(builder(Map.of())
                .cacheRoot(folder.resolve("cache"))
                .repository(FIRST, new FaultyBackend(new InMemoryBackend()))
                .repository(SECOND, new FaultyBackend(new InMemoryBackend())));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancelledException.class).isThrownBy(client::check);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(client.check().isHealthy()).isTrue();
    }

    @Test
    void whatABackendThrowsByMistake_isAValue() {
        FaultyBackend broken = new FaultyBackend(new InMemoryBackend());
        broken.before(1, call -> true, call -> {
            throw new IllegalStateException("secret");
        });
        AudModel client =
                open(builder(Map.of()).cacheRoot(folder.resolve("cache")).repository(FIRST, broken));

        assertThat(client.check().repositories().get(0).failure())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("secret");
    }

    @Test
    void backendThatIsMissing_andFolderThatIsNotThere_areValues() {
        AudModel client = open(builder(Map.of())
                .cacheRoot(folder.resolve("cache"))
                .repository(Repository.of("gopher:example.org#models"))
                .repository(Repository.fileSystem(folder, "unmounted")));

        ClientHealth health = client.check();

        assertThat(health.repositories().get(0).failure()).isInstanceOf(BackendMissingException.class);
        assertThat(health.repositories().get(1).failure())
                .isInstanceOf(RepositoryNotFoundException.class)
                .hasMessageContaining("mount");
    }

    @Test
    void cache_thatIsAFile_isAValue_andOneThatWorks_hasLocksAndRoom() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        AudModel client =
                open(builder(Map.of()).repository(FIRST, new InMemoryBackend()).cacheRoot(file));

        ClientHealth broken = client.check();
        assertThat(broken.isHealthy()).isFalse();
        assertThat(broken.cache().failure())
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("it is not a folder");
        assertThat(broken.cache().locks()).isNull();

        ClientHealth healthy =
                client.withCacheRoot(folder.resolve("deep/cache")).check();
        assertThat(healthy.cache().root()).isEqualTo(folder.resolve("deep/cache"));
        assertThat(healthy.cache().locks()).isEqualTo(Cache.Locks.WORKING);
        assertThat(healthy.cache().freeBytes()).isPositive();
        assertThat(healthy.cache().fileSystem()).isNotEmpty();
    }

    @Test
    void offlineClient_asksNobody() {
        DownBackend backend = new DownBackend(FIRST);
        AudModel client = open(builder(Map.of())
                .cacheRoot(folder.resolve("cache"))
                .repository(FIRST, backend)
                .offline());

        ClientHealth health = client.check();

        assertThat(health.isHealthy()).isTrue();
        assertThat(health.repositories()).isEmpty();
        assertThat(backend.asked()).isZero();
    }

    @Test
    void settings_tellWhereTheyCameFrom() throws Exception {
        Path file = folder.resolve(".config/audmodel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "cache_root: " + folder.resolve("named") + "\n");
        String address = "file-system:" + folder + "#models?locks=file";

        AudModel client = open(builder(Map.of("AUDMODEL_REPOSITORIES", address, "AUDMODEL_OFFLINE", "1"))
                .callTimeout(Duration.ofSeconds(90)));

        assertThat(client.check().settings())
                .contains(
                        new Setting("repositories", address, Source.VARIABLE, "AUDMODEL_REPOSITORIES"),
                        new Setting("cache root", folder.resolve("named").toString(), Source.FILE, file.toString()),
                        new Setting("call timeout", "90.0 s", Source.CODE, ""),
                        new Setting("offline", "true", Source.VARIABLE, "AUDMODEL_OFFLINE"),
                        Setting.ofDefault("if unavailable", "fail"));

        Files.delete(file);
        AudModel other = open(builder(Map.of("AUDMODEL_CALL_TIMEOUT", "30"))
                .repository(FIRST, Map.of("password", "hidden", "prefix", "team"))
                .offline());
        assertThat(other.check().settings())
                .contains(
                        Setting.ofCode("repositories", FIRST + "?prefix=team"),
                        Setting.ofDefault(
                                "cache root", folder.resolve("audmodel").toString()),
                        new Setting("call timeout", "30.0 s", Source.VARIABLE, "AUDMODEL_CALL_TIMEOUT"),
                        Setting.ofCode("offline", "true"))
                .asString()
                .doesNotContain("hidden");
    }

    @Test
    void report_isJson_andTravels() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        AudModel client = open(builder(Map.of())
                .cacheRoot(file)
                .repository(FIRST, new DownBackend(FIRST))
                .repository(SECOND, new InMemoryBackend()));
        ClientHealth health = client.check();

        JsonNode json = new ObjectMapper().valueToTree(health);
        assertThat(json.at("/healthy").asBoolean()).isFalse();
        assertThat(json.at("/repositories/0/repository").asText()).isEqualTo(FIRST.toString());
        assertThat(json.at("/repositories/0/failure/type").asText()).isEqualTo("UnavailableException");
        assertThat(json.at("/repositories/0/failure/message").asText()).contains("nobody answers");
        assertThat(json.at("/repositories/1/healthy").asBoolean()).isTrue();
        assertThat(json.at("/repositories/1/failure").isNull()).isTrue();
        assertThat(json.at("/cache/root").asText()).isEqualTo(file.toString());
        assertThat(json.at("/cache/failure/type").asText()).isEqualTo("CacheException");
        assertThat(json.at("/settings/0/source").asText()).isEqualTo("CODE");

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(health);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).hasToString(health.toString());
        }
    }
}
