package io.audmodel.testkit;

import static io.audmodel.testkit.CacheContractSamples.KEY;
import static io.audmodel.testkit.CacheContractSamples.LONG;
import static io.audmodel.testkit.CacheContractSamples.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.cache.Cache;
import io.audmodel.error.InvalidArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link CacheContract} about notes. */
public interface CacheContractNotes {

    /** See {@link CacheContract#open}. */
    Cache open();

    @Test
    default void note_givesWhatWasNotedLast() {
        Cache cache = open();
        assertThat(cache.note("aliases", "live")).isEmpty();
        cache.note("aliases", "live", new byte[] {1, 2, 3});
        cache.note("aliases", "live", new byte[] {4});
        cache.note("aliases", "none", new byte[0]);
        cache.note("others", "live", new byte[] {5});

        assertThat(open().note("aliases", "live"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(4));
        assertThat(open().note("aliases", "none"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        assertThat(open().note("aliases", "dead")).isEmpty();
    }

    @Test
    default void notes_areThoseOfTheShelf() {
        Cache cache = open();
        assertThat(cache.notes("aliases")).isEmpty();
        for (String name : List.of("a", "a.b", "a-1", "3e120e8d", ".hidden")) {
            cache.note("aliases", name, new byte[] {1});
        }
        cache.note("others", "elsewhere", new byte[] {1});

        assertThat(open().notes("aliases")).containsExactlyInAnyOrder("a", "a.b", "a-1", "3e120e8d", ".hidden");
    }

    @Test
    default void notes_areNoModels() {
        Cache cache = open();
        cache.note("3e120e8d", "1.0.0", new byte[] {1});
        assertThat(cache.find(KEY)).isEmpty();
        assertThat(cache.models()).isEmpty();
        assertThat(cache.versions(KEY.id())).isEmpty();

        cache.getOrFill(KEY, LONG, writing("model"));
        assertThat(cache.note("3e120e8d", "1.0.0"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1));
    }

    @Test
    default void notesDoNotLeaveTheRoot() {
        Cache cache = open();
        for (String name : List.of("..", "../escape", "", "/tmp", "a/b", ".", "a b", "~")) {
            assertThatThrownBy(() -> cache.note("aliases", name)).isInstanceOf(InvalidArgumentException.class);
            assertThatThrownBy(() -> cache.note(name, "live", new byte[1]))
                    .isInstanceOf(InvalidArgumentException.class);
            assertThatThrownBy(() -> cache.notes(name)).isInstanceOf(InvalidArgumentException.class);
        }
    }
}
