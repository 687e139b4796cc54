package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.key;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.cache.HeldModel;
import io.audmodel.cache.Seal;
import io.audmodel.error.CacheException;
import io.audmodel.error.ModelHeldException;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about a cache that is only read. */
public interface CacheContractReadOnly {

    /** See {@link CacheContract#open}. */
    Cache open();

    /** See {@link CacheContract#openReadOnly}. */
    Cache openReadOnly();

    /** All files and folders below a root, with what tells that they changed. */
    private static Map<String, String> everything(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> below = Files.walk(root)) {
            for (Path path : below.toList()) {
                all.put(
                        root.relativize(path).toString(),
                        Files.readAttributes(path, "lastModifiedTime,size,fileKey", LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
        }
        return all;
    }

    @Test
    default void readOnly_findsReadsAndHolds_withoutATrace() throws IOException {
        Path model = open().getOrFill(KEY, LONG, writing("model"));
        open().write(KEY, Document.HEADER, new byte[] {1});
        open().writeNote("kind", "name", new byte[] {2});
        open().part("some").getOrFill(KEY, LONG, writing("some"));
        // Long unused, so that a use would be recorded.
        Files.setLastModifiedTime(model, FileTime.from(Instant.EPOCH));
        Map<String, String> before = everything(open().root());

        Cache readOnly = openReadOnly();
        assertThat(readOnly.root()).isEqualTo(open().root());
        assertThat(readOnly.layers()).containsExactly(readOnly);
        assertThat(readOnly.find(KEY)).contains(model);
        assertThat(readOnly.getOrFill(KEY, LONG, CacheContractSamples::neverCalled))
                .isEqualTo(model);
        assertThat(readOnly.read(KEY, Document.HEADER)).contains(new byte[] {1});
        assertThat(readOnly.readNote("kind", "name")).contains(new byte[] {2});
        assertThat(readOnly.notes("kind")).containsExactly("name");
        assertThat(readOnly.models()).containsExactly(KEY);
        assertThat(readOnly.versions(KEY.id())).containsExactly(KEY.version());
        assertThat(readOnly.usage(KEY)).isPresent();
        assertThat(readOnly.entries(KEY)).hasSize(1);
        assertThat(readOnly.part("some").find(KEY)).isPresent();
        assertThat(readOnly.parts()).hasSize(1);
        try (InputStream in = readOnly.open(KEY, "model.txt").orElseThrow()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("model");
        }
        try (HeldModel held = readOnly.hold(KEY, LONG).orElseThrow()) {
            assertThat(held.folder()).isEqualTo(model);
            assertThatThrownBy(() -> open().remove(KEY, Instant.MAX, LONG)).isInstanceOf(ModelHeldException.class);
        }
        try (Cache.Scratch scratch = readOnly.scratch()) {
            assertThat(scratch.cache().getOrFill(KEY, LONG, writing("again"))).isDirectory();
        }
        assertThat(readOnly.sweep()).isZero();
        Map<String, String> after = everything(open().root());
        // The removal that was refused took its lock.
        after.keySet()
                .removeAll(after.keySet().stream()
                        .filter(name -> name.endsWith(".lock"))
                        .toList());
        before.keySet()
                .removeAll(before.keySet().stream()
                        .filter(name -> name.endsWith(".lock"))
                        .toList());
        assertThat(after).isEqualTo(before);
    }

    @Test
    default void readOnly_refusesWhatWouldWrite() throws IOException {
        open().getOrFill(KEY, LONG, writing("model"));
        Map<String, String> before = everything(open().root());
        Cache readOnly = openReadOnly();
        ModelKey other = key("3e120e8d", "2.0.0");

        assertThatThrownBy(() -> readOnly.getOrFill(other, LONG, writing("other")))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(readOnly.root().toString());
        assertThatThrownBy(() -> readOnly.write(KEY, Document.META, new byte[1]))
                .isInstanceOf(CacheException.class);
        assertThatThrownBy(() -> readOnly.writeNote("kind", "name", new byte[1]))
                .isInstanceOf(CacheException.class);
        assertThatThrownBy(() -> readOnly.remove(KEY, Instant.MAX, LONG)).isInstanceOf(CacheException.class);
        assertThatThrownBy(readOnly::tryOut).isInstanceOf(CacheException.class);
        assertThatThrownBy(() -> readOnly.part("some").getOrFill(KEY, LONG, writing("some")))
                .isInstanceOf(CacheException.class);

        assertThat(everything(open().root())).isEqualTo(before);
    }

    @Test
    default void readOnly_ofAFolderThatIsMissing_hasNothing_andMakesNothing() {
        Cache readOnly = openReadOnly();

        assertThat(readOnly.find(KEY)).isEmpty();
        assertThat(readOnly.hold(KEY, LONG)).isEmpty();
        assertThat(readOnly.read(KEY, Document.HEADER)).isEmpty();
        assertThat(readOnly.models()).isEmpty();
        assertThat(readOnly.notes("kind")).isEmpty();
        open().getOrFill(KEY, LONG, writing("model"));
        assertThat(readOnly.find(KEY)).isPresent();
    }

    @Test
    default void readOnly_remembersASealByItself() throws IOException {
        Path model = open().getOrFill(KEY, LONG, writing("model"));
        Map<String, String> before = everything(open().root());
        Cache readOnly = openReadOnly();
        readOnly.seal(KEY, new Seal("rules", Instant.MAX, Seal.stampOf(model)));

        assertThat(readOnly.findSealed(KEY, "rules").orElse(model)).isEqualTo(model);
        assertThat(readOnly.findSealed(KEY, "other rules")).isEmpty();
        assertThat(openReadOnly().findSealed(KEY, "rules")).isEmpty();
        assertThat(everything(open().root())).isEqualTo(before);
    }
}
