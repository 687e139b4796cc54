package io.audmodel.testkit;

import static io.audmodel.cache.Cache.Document.HEADER;
import static io.audmodel.cache.Cache.Document.META;
import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.key;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.Cache;
import io.audmodel.model.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about headers and metadata. */
public interface CacheContractDocuments {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void read_isEmptyForWhatWasNeverWritten() {
        Cache cache = open();
        cache.write(KEY, HEADER, new byte[] {1});

        assertThat(cache.read(KEY, META)).isEmpty();
        assertThat(cache.read(key("3e120e8d", "2.0.0"), HEADER)).isEmpty();
        assertThat(cache.read(key("00000000", "1.0.0"), HEADER)).isEmpty();
    }

    @Test
    default void read_givesTheBytesThatWereWritten() {
        byte[] every = new byte[70_000];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        open().write(KEY, HEADER, every);
        open().write(KEY, META, new byte[0]);

        assertThat(open().read(KEY, HEADER))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(every));
        assertThat(open().read(KEY, META))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
    }

    @Test
    default void write_replaces() {
        Cache cache = open();
        cache.write(KEY, META, new byte[] {1, 2, 3});
        cache.write(KEY, META, new byte[] {4});

        assertThat(cache.read(KEY, META))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(4));
    }

    @Test
    default void write_doesNotMakeAModel() {
        Cache cache = open();
        cache.write(KEY, HEADER, new byte[] {1});
        cache.write(KEY, META, new byte[] {2});

        assertThat(cache.find(KEY)).isEmpty();
        cache.getOrFill(KEY, LONG, writing("model"));
        assertThat(cache.read(KEY, HEADER))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1));
    }

    @Test
    default void readersNeverSeeAMixture() throws Exception {
        Cache shared = open();
        shared.write(KEY, META, document(0));
        AtomicInteger writing = new AtomicInteger(2);
        List<Callable<Integer>> calls = new ArrayList<>(Collections.nCopies(4, () -> {
            Cache cache = open();
            int reads = 0;
            do {
                byte[] bytes = cache.read(KEY, META).orElseThrow();
                assertThat(bytes).hasSize(20_000 + bytes[0]).containsOnly(bytes[0]);
                reads++;
            } while (writing.get() > 0);
            return reads;
        }));
        calls.addAll(Collections.nCopies(2, () -> {
            Cache cache = open();
            try {
                for (int i = 0; i < 20; i++) {
                    cache.write(KEY, META, document(i));
                }
            } finally {
                writing.decrementAndGet();
            }
            return 20;
        }));

        CacheContractSamples.together(calls);

        assertThat(shared.read(KEY, META))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(document(19)));
    }

    @Test
    default void versions_areThoseOfCachedHeaders() {
        Cache cache = open();
        assertThat(cache.versions("3e120e8d")).isEmpty();

        for (String version : List.of("1.0.0", "10.0.0", "1.0.0-rc1", "2.1")) {
            cache.write(key("3e120e8d", version), HEADER, new byte[] {1});
        }
        cache.write(key("3e120e8d", "3.0.0"), META, new byte[] {1});
        cache.getOrFill(key("3e120e8d", "4.0.0"), LONG, writing("model"));
        cache.write(key("00000000", "5.0.0"), HEADER, new byte[] {1});

        assertThat(cache.versions("3e120e8d"))
                .containsExactlyInAnyOrder(
                        Version.of("1.0.0"), Version.of("10.0.0"), Version.of("1.0.0-rc1"), Version.of("2.1"));
        assertThat(cache.versions("00000000")).containsExactly(Version.of("5.0.0"));
    }

    /** A document whose length and bytes depend on the number. */
    private static byte[] document(int number) {
        byte[] bytes = new byte[20_000 + number];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }
}
