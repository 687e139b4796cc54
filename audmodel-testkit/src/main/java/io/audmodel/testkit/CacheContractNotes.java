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
        assertThat(cache.readNote("aliases", "live")).isEmpty();
        cache.writeNote("aliases", "live", new byte[] {1, 2, 3});
        cache.writeNote("aliases", "live", new byte[] {4});
        cache.writeNote("aliases", "none", new byte[0]);
        cache.writeNote("others", "live", new byte[] {5});

        assertThat(open().readNote("aliases", "live"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(4));
        assertThat(open().readNote("aliases", "none"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        assertThat(open().readNote("aliases", "dead")).isEmpty();
    }

    @Test
    default void notes_areThoseOfTheKind() {
        Cache cache = open();
        assertThat(cache.notes("aliases")).isEmpty();
        for (String name : List.of("a", "a.b", "a-1", "3e120e8d", ".hidden")) {
            cache.writeNote("aliases", name, new byte[] {1});
        }
        cache.writeNote("others", "elsewhere", new byte[] {1});

        assertThat(open().notes("aliases")).containsExactlyInAnyOrder("a", "a.b", "a-1", "3e120e8d", ".hidden");
    }

    @Test
    default void notes_areNoModels() {
        Cache cache = open();
        cache.writeNote("3e120e8d", "1.0.0", new byte[] {1});
        assertThat(cache.find(KEY)).isEmpty();
        assertThat(cache.models()).isEmpty();
        assertThat(cache.versions(KEY.id())).isEmpty();

        cache.getOrFill(KEY, LONG, writing("model"));
        assertThat(cache.readNote("3e120e8d", "1.0.0"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1));
    }

    @Test
    default void notesDoNotLeaveTheRoot() {
        Cache cache = open();
        for (String name : List.of("..", "../escape", "", "/tmp", "a/b", ".", "a b", "~")) {
            assertThatThrownBy(() -> cache.readNote("aliases", name)).isInstanceOf(InvalidArgumentException.class);
            assertThatThrownBy(() -> cache.writeNote(name, "live", new byte[1]))
                    .isInstanceOf(InvalidArgumentException.class);
            assertThatThrownBy(() -> cache.notes(name)).isInstanceOf(InvalidArgumentException.class);
        }
    }
}
