package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.key;
import static io.audmodel.testkit.CacheContractSamples.write;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Staging;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about the content of folders, and their places. */
public interface CacheContractContent {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void getOrFill_keepsNestedFolders() throws IOException {
        Path filled = open().getOrFill(KEY, LONG, staging -> {
            Path nested = staging.content().resolve("a/b/c");
            makeFolders(nested);
            write(nested.resolve("deep.txt"), "deep");
            write(staging.content().resolve("a/middle.txt"), "middle");
            write(staging.content().resolve("top.txt"), "");
        });

        assertThat(filled.resolve("a/b/c/deep.txt")).hasContent("deep");
        assertThat(filled.resolve("a/middle.txt")).hasContent("middle");
        assertThat(filled.resolve("top.txt")).isEmptyFile();
        assertThat(Files.isWritable(filled.resolve("a"))).isTrue();
    }

    @Test
    default void getOrFill_keepsALargeFile() throws IOException {
        byte[] large = new byte[9_000_001];
        new Random(7).nextBytes(large);

        Path filled = open().getOrFill(KEY, LONG, staging -> {
            try {
                Files.write(staging.content().resolve("weights.bin"), large);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(Files.readAllBytes(filled.resolve("weights.bin"))).isEqualTo(large);
    }

    @Test
    default void getOrFill_givesTwoEmptyFolders_andRemovesTheScratch() {
        Cache cache = open();
        AtomicReference<Staging> used = new AtomicReference<>();

        Path filled = cache.getOrFill(KEY, LONG, staging -> {
            used.set(staging);
            assertThat(staging.content()).isEmptyDirectory().startsWith(cache.root());
            assertThat(staging.scratch()).isEmptyDirectory().startsWith(cache.root());
            assertThat(staging.scratch().startsWith(staging.content())).isFalse();
            write(staging.scratch().resolve("archive.zip"), "not kept");
            writing("kept").fill(staging);
        });

        assertThat(requireNonNull(used.get()).scratch()).doesNotExist();
        assertThat(requireNonNull(used.get()).content()).doesNotExist();
        assertThat(filled.toFile().list()).containsExactly("model.txt");
    }

    @Test
    default void keysDoNotCollide() {
        Cache cache = open();
        List<ModelKey> keys = List.of(
                key("3e120e8d", "1.0.0"),
                key("3e120e8d", "1.0"),
                key("3e120e8d", "1.0.0-rc1"),
                key("3e120e8d", "10.0.0"),
                key("65206614", "1.0.0"),
                key("65206614-dbb7-d61a-b00c-153db7b525c0", "1.0.0"));

        for (ModelKey key : keys) {
            assertThat(cache.find(key)).as("before it is filled: %s", key).isEmpty();
            cache.getOrFill(key, LONG, writing(key.toString()));
            cache.write(key, Cache.Document.HEADER, key.toString().getBytes(StandardCharsets.UTF_8));
        }

        for (ModelKey key : keys) {
            assertThat(cache.find(key).orElseThrow().resolve("model.txt")).hasContent(key.toString());
            assertThat(cache.read(key, Cache.Document.HEADER))
                    .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo(key.toString()));
        }
    }

    @Test
    default void keysDoNotLeaveTheRoot() {
        Cache cache = open();
        for (String id : List.of("..", "../escape", "", "/tmp", "3e120e8", "3E120E8D", "emotion-small", "a/b/c/d/")) {
            assertThatThrownBy(() -> cache.versions(id)).isInstanceOf(InvalidArgumentException.class);
        }
    }

    private static void makeFolders(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
