package io.audmodel.it.crash;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.testkit.CrashPrefixContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The suite fails where objects come into being in an order that leaves half a model behind. */
class CrashPrefixFindsFaultsTest {

    @TempDir
    private Path folder;

    @Test
    void headerBeforeArchive_isFoundOut(TestReporter reporter) {
        CrashPrefixContract suite = suite(".zip", ".header.yaml");

        assertThatThrownBy(
                        () -> suite.publish_stoppedAnywhere_showsNothingOrAll_andIsCompletedByARepeat(folder, reporter))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("stopped at step ", ".zip", "no such object");
    }

    @Test
    void aliasBeforeHeader_isFoundOut(TestReporter reporter) {
        CrashPrefixContract suite = suite(".header.yaml", ".alias.yaml");

        assertThatThrownBy(
                        () -> suite.publish_stoppedAnywhere_showsNothingOrAll_andIsCompletedByARepeat(folder, reporter))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("stopped at step ", "Expecting code to raise a throwable");
    }

    private static CrashPrefixContract suite(String late, String early) {
        InMemoryBackend store = new InMemoryBackend();
        return () -> new Swapped(store.reconnect(), late, early);
    }

    /** Answers as if it had written an object, and writes it with the next call after that of another one. */
    private static final class Swapped extends ForwardingBackend {

        private final Backend store;
        private final InMemoryBackend promised = new InMemoryBackend();
        private final String late;
        private final String early;
        private @Nullable ObjectPath open;
        private boolean isDue;

        Swapped(Backend store, String late, String early) {
            super(store);
            this.store = store;
            this.late = late;
            this.early = early;
        }

        @Override
        public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
            keepPromise();
            if (path.text().endsWith(late) && store.stat(path).isEmpty()) {
                open = path;
                return promised.put(path, content, mode);
            }
            ObjectInfo info = super.put(path, content, mode);
            isDue = path.text().endsWith(early);
            return info;
        }

        @Override
        public Optional<ObjectInfo> stat(ObjectPath path) {
            keepPromise();
            return path.equals(open) ? promised.stat(path) : super.stat(path);
        }

        @Override
        public ObjectBody get(ObjectPath path, ByteRange range) {
            keepPromise();
            return path.equals(open) ? promised.get(path, range) : super.get(path, range);
        }

        @Override
        public Stream<ObjectInfo> list(ObjectPath prefix) {
            keepPromise();
            return super.list(prefix);
        }

        private void keepPromise() {
            if (isDue && open != null) {
                try (ObjectBody body = promised.get(open, ByteRange.all())) {
                    store.put(open, Content.of(body.stream().readAllBytes()), PutMode.create());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                open = null;
            }
        }
    }
}
