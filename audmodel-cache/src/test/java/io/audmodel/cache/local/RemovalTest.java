package io.audmodel.cache.local;

import static io.audmodel.cache.local.CacheProgram.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Logger LOG = Logger.getLogger(Removal.class.getName());

    @TempDir
    private Path root;

    private final ProcessLock lock = ProcessLocks.of("auto");
    private Removal removal;
    private Path versions;
    private Path model;

    @BeforeEach
    void fill() throws IOException {
        LOG.setLevel(Level.FINE);
        removal = new Removal(new CachePaths(root, List.of()), () -> lock);
        versions = root.resolve(KEY.id());
        model = Files.createDirectories(versions.resolve("1.0.0"));
        Files.writeString(model.resolve("model.txt"), "content");
        for (String document : List.of("1.0.0.header.yaml", "1.0.0.meta.yaml")) {
            Files.writeString(versions.resolve(document), "{}");
        }
    }

    @AfterEach
    void restore() {
        LOG.setLevel(null);
    }

    private boolean remove(Instant unusedSince) throws Exception {
        return remove(removal, unusedSince);
    }

    private static boolean remove(Removal removal, Instant unusedSince) throws Exception {
        return removal.remove(KEY, unusedSince, LONG);
    }

    @Test
    void remove_takesModelAndDocuments_andWhatOthersWereKilledIn() throws Exception {
        Path dead = Files.createDirectory(
                versions.resolve(".1.0.0." + ProcessOwner.current().host() + "-999999999-1-00000000.tmp"));
        Path python = Files.createDirectory(versions.resolve("1.0.0~"));

        assertThat(remove(Instant.MAX)).isTrue();

        assertThat(List.of(model, dead, python))
                .allSatisfy(path -> assertThat(path).doesNotExist());
        try (var left = Files.list(versions)) {
            assertThat(left.map(path -> path.getFileName().toString())).allMatch(name -> name.endsWith(".lock"));
        }
    }

    @Test
    void remove_sweepsWhatWasLeftBesideADocument() throws Exception {
        Path python = Files.createDirectory(versions.resolve("1.0.0.header.yaml~"));
        assertThat(remove(Instant.MAX)).isTrue();
        assertThat(python).doesNotExist();
    }

    @Test
    void remove_whatIsNotThere_removesNothing() throws Exception {
        ModelKey other = new ModelKey("00000000", KEY.version());
        assertThat(removal.remove(other, Instant.MAX, LONG)).isFalse();
        assertThat(remove(Instant.MAX)).isTrue();
        assertThat(remove(Instant.MAX)).isFalse();
    }

    @Test
    void remove_whatWasUsedSince_removesNothing() throws Exception {
        Instant used = Instant.parse("2026-02-03T04:05:06Z");
        Files.setLastModifiedTime(model, FileTime.from(used));
        assertThat(remove(used.minusMillis(1))).isFalse();
        assertThat(model.resolve("model.txt")).hasContent("content");
        assertThat(remove(used)).isTrue();
    }

    @Test
    void remove_whileADocumentIsLocked_leavesThat_andTellsSo() throws Exception {
        try (var held = Locking.tryLock(lock, versions.resolve(".1.0.0.header.yaml.lock"))
                        .orElseThrow();
                CapturedLog log = new CapturedLog(Removal.class)) {
            assertThat(held).isNotNull();
            assertThat(remove(Instant.MAX)).isTrue();
            assertThat(log.messages()).singleElement().asString().contains("1.0.0.header.yaml stays");
        }
        assertThat(versions.resolve("1.0.0.header.yaml")).exists();
        assertThat(versions.resolve("1.0.0.meta.yaml")).doesNotExist();
        assertThat(model).doesNotExist();
    }

    @Test
    void remove_whereWhatWasPutAsideCannotBeDeleted_isDone_andTellsSo() throws Exception {
        Files.createDirectories(versions.resolve(".1.0.0.used/inner"));
        try (CapturedLog log = new CapturedLog(Removal.class)) {
            assertThat(remove(Instant.MAX)).isTrue();
            assertThat(log.messages()).singleElement().asString().contains("is left for the next fill to remove");
        }
        assertThat(model).doesNotExist();
    }

    @Test
    void remove_interruptedWhenTheModelIsGone_isDone_andKeepsTheFlag() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Removal interrupted = new Removal(new CachePaths(root, List.of()), () -> {
            if (asked.incrementAndGet() == 2) {
                Thread.currentThread().interrupt();
            }
            return lock;
        });
        assertThat(remove(interrupted, Instant.MAX)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(model).doesNotExist();
    }
}
