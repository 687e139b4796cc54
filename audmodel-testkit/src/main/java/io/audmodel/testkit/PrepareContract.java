package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PreparedContent;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.model.Checksum;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of {@code prepare}, by which a backend may read content ahead. Part of {@link BackendContract}. */
public interface PrepareContract {

    @Test
    @DisplayName(
            "PREP-1 prepared content is stored as the content that it was made from, whether or not it was read, and repeatedly")
    default void prepare_putAsOftenAsWanted_storesTheContent(Sandbox box) {
        byte[] bytes = TestContent.random(400_000, 21);
        for (boolean ahead : new boolean[] {true, false}) {
            AtomicInteger passes = new AtomicInteger();
            Content content = TestContent.produced(OptionalLong.empty(), out -> {
                passes.incrementAndGet();
                out.write(bytes);
            });
            ObjectPath first = box.path("first-" + ahead);
            Optional<PreparedContent> prepared = box.backend().prepare(first, content);
            assertThat(passes).hasValue(0);
            if (prepared.isEmpty()) {
                return;
            }
            try (PreparedContent ready = prepared.get()) {
                if (ahead) {
                    ready.read();
                    ready.read();
                    assertThat(passes).hasValue(1);
                }
                ObjectInfo written = box.backend().put(first, ready, PutMode.create());
                assertThat(written.size()).isEqualTo(bytes.length);
                assertThat(passes).hasValue(1);
                assertThatThrownBy(() -> box.backend().put(first, ready, PutMode.create()))
                        .isInstanceOf(ObjectExistsException.class);
                box.backend().put(box.path("second-" + ahead), ready, PutMode.overwrite());
                box.connect().put(box.path("third-" + ahead), ready, PutMode.overwrite());
            }
            for (String name : new String[] {"first-", "second-", "third-"}) {
                assertThat(box.bytes(box.path(name + ahead), ByteRange.all())).isEqualTo(bytes);
            }
        }
    }

    @Test
    @DisplayName("PREP-2 preparing and reading ahead write nothing, and closing forgets what was read")
    default void prepare_neverPut_leavesNothing(Sandbox box) {
        byte[] bytes = TestContent.random(400_000, 22);
        Optional<PreparedContent> prepared =
                box.backend().prepare(box.path("object"), TestContent.ofUnknownLength(bytes));
        prepared.ifPresent(ready -> {
            ready.read();
            assertThat(box.list(box.prefix())).isEmpty();
            ready.close();
            ready.close();
            assertThat(box.list(box.prefix())).isEmpty();
            box.backend().put(box.path("object"), ready, PutMode.create());
            assertThat(box.bytes(box.path("object"), ByteRange.all())).isEqualTo(bytes);
            ready.close();
        });
    }

    @Test
    @DisplayName(
            "PREP-3 content that fails or is another than announced is refused when it is read ahead, and by put as without")
    default void prepare_brokenContent_isRefused(Sandbox box) {
        byte[] bytes = TestContent.random(400_000, 23);
        Backend backend = box.backend();
        for (Content broken : new Content[] {
            TestContent.failing(bytes, OptionalLong.empty()),
            TestContent.produced(OptionalLong.empty(), out -> {
                out.write(bytes, 0, 100_000);
                throw new IllegalStateException(TestContent.FAILURE);
            }),
            TestContent.announcing(bytes.length + 1L, bytes),
            TestContent.announcing(Checksum.md5(new byte[1]), bytes)
        }) {
            ObjectPath path = box.path("object");
            backend.prepare(path, broken).ifPresent(prepared -> {
                try (prepared) {
                    assertThatThrownBy(prepared::read).isInstanceOf(AudModelException.class);
                    assertThatThrownBy(() -> backend.put(path, prepared, PutMode.create()))
                            .isInstanceOf(AudModelException.class);
                }
                assertThat(box.list(box.prefix())).isEmpty();
            });
        }
    }
}
