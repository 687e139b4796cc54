package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of {@code get}. Part of {@link BackendContract}. */
public interface GetContract {

    @Test
    @DisplayName("GET-1 the whole object is read as it was written")
    default void get_all_readsTheWholeObject(Sandbox box) {
        byte[] bytes = TestContent.random(100_000, 1);
        box.backend().put(box.path("object"), Content.of(bytes), PutMode.create());
        assertThat(box.bytes(box.path("object"), ByteRange.all())).isEqualTo(bytes);
    }

    @Test
    @DisplayName("GET-2 a range is read from its first byte to its last")
    default void get_range_readsThatRangeOnly(Sandbox box) {
        byte[] bytes = TestContent.random(100_000, 2);
        ObjectPath path = box.path("object");
        box.backend().put(path, Content.of(bytes), PutMode.create());
        assertThat(box.bytes(path, ByteRange.of(0, 1))).isEqualTo(Arrays.copyOf(bytes, 1));
        assertThat(box.bytes(path, ByteRange.of(0, 70_000))).isEqualTo(Arrays.copyOf(bytes, 70_000));
        assertThat(box.bytes(path, ByteRange.of(33, 66_000))).isEqualTo(Arrays.copyOfRange(bytes, 33, 66_033));
        assertThat(box.bytes(path, ByteRange.of(99_999, 1))).isEqualTo(Arrays.copyOfRange(bytes, 99_999, 100_000));
        assertThat(box.bytes(path, ByteRange.from(50_000))).isEqualTo(Arrays.copyOfRange(bytes, 50_000, 100_000));
    }

    @Test
    @DisplayName("GET-3 an end beyond the object's is cut to it")
    default void get_rangeBeyondTheEnd_isCut(Sandbox box) {
        ObjectPath path = box.path("object");
        box.write(path, "0123456789");
        assertThat(box.bytes(path, ByteRange.of(0, 11))).asString().isEqualTo("0123456789");
        assertThat(box.bytes(path, ByteRange.of(7, 1_000))).asString().isEqualTo("789");
        assertThat(box.bytes(path, ByteRange.of(9, Long.MAX_VALUE - 1)))
                .asString()
                .isEqualTo("9");
    }

    @Test
    @DisplayName("GET-4 a range that begins at the end or after it is refused")
    default void get_rangeAfterTheEnd_isRefused(Sandbox box) {
        ObjectPath path = box.path("object");
        box.write(path, "0123456789");
        for (ByteRange range : new ByteRange[] {ByteRange.from(10), ByteRange.of(10, 1), ByteRange.from(1_000)}) {
            assertThatThrownBy(() -> box.bytes(path, range)).isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    @DisplayName("GET-5 an empty object can be read as a whole, and has no range")
    default void get_emptyObject_hasNoBytes(Sandbox box) {
        ObjectPath path = box.path("empty");
        box.write(path, "");
        assertThat(box.bytes(path, ByteRange.all())).isEmpty();
        assertThatThrownBy(() -> box.bytes(path, ByteRange.of(0, 1))).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    @DisplayName("GET-6 the info is that of the whole object, also with a range of it")
    default void get_info_describesTheWholeObject(Sandbox box) {
        ObjectPath path = box.path("object");
        box.write(path, "0123456789");
        for (ByteRange range : new ByteRange[] {ByteRange.all(), ByteRange.of(2, 3)}) {
            try (ObjectBody body = box.backend().get(path, range)) {
                assertThat(body.info().path()).isEqualTo(path);
                assertThat(body.info().size()).isEqualTo(10);
                body.info().checksum().ifPresent(told -> assertThat(told).isEqualTo(Checksum.md5("0123456789")));
            }
        }
    }

    @Test
    @DisplayName("GET-7 what is not there is an error that names it")
    default void get_absent_throwsNotFound(Sandbox box) {
        for (ObjectPath path : new ObjectPath[] {box.path("nothing"), box.path("no/such/folder/nothing")}) {
            assertThatThrownBy(() -> box.bytes(path, ByteRange.all()))
                    .isInstanceOfSatisfying(ObjectNotFoundException.class, e -> {
                        assertThat(e.operation()).isEqualTo("get");
                        assertThat(e.path()).isEqualTo(path.text());
                        assertThat(e.repository()).isNotBlank();
                        assertThat(e).hasMessageContaining(path.text());
                    });
            assertThatThrownBy(() -> box.bytes(path, ByteRange.of(3, 4))).isInstanceOf(ObjectNotFoundException.class);
        }
    }

    @Test
    @DisplayName("GET-7 a prefix of objects is not found")
    default void get_prefix_throwsNotFound(Sandbox box) {
        box.write(box.path("a/b"), "b");
        assertThatThrownBy(() -> box.bytes(box.path("a"), ByteRange.all())).isInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    @DisplayName("GET-8 closing before the end harms nothing, however often")
    default void get_closedEarly_leavesTheBackendUsable(Sandbox box) throws IOException {
        ObjectPath path = box.path("object");
        box.backend().put(path, Content.of(TestContent.random(2_000_000, 3)), PutMode.create());
        for (int i = 0; i < 100; i++) {
            try (ObjectBody body = box.backend().get(path, ByteRange.all())) {
                assertThat(body.stream().readNBytes(i)).hasSize(i);
            }
        }
        box.write(box.path("after"), "after");
        assertThat(box.text(box.path("after"))).isEqualTo("after");
    }

    @Test
    @DisplayName("GET-10 where a body offers a file, that is the whole object until the body is closed")
    default void get_file_isTheWholeObject(Sandbox box) throws IOException {
        ObjectPath path = box.path("object");
        byte[] bytes = TestContent.random(300_000, 5);
        box.backend().put(path, Content.of(bytes), PutMode.create());
        Optional<FileChannel> file;
        try (ObjectBody body = box.backend().get(path, ByteRange.of(1_000, 2_000))) {
            file = body.file();
            ByteBuffer read = ByteBuffer.allocate(bytes.length + 1);
            for (int n = 0; file.isPresent() && n >= 0; ) {
                n = file.get().read(read, read.position());
            }
            if (file.isPresent()) {
                assertThat(Arrays.copyOf(read.array(), read.position())).isEqualTo(bytes);
            }
            assertThat(body.stream().readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1_000, 3_000));
        }
        assertThat(file.filter(FileChannel::isOpen)).isEmpty();
    }

    @Test
    @DisplayName("GET-9 many objects and ranges can be read at once")
    default void get_manyAtOnce_doNotDisturbEachOther(Sandbox box) {
        byte[] bytes = TestContent.random(300_000, 4);
        ObjectPath path = box.path("object");
        box.backend().put(path, Content.of(bytes), PutMode.create());
        Race.runAll(24, thread -> {
            for (int i = 0; i < 10; i++) {
                int from = thread * 1_000 + i;
                assertThat(box.bytes(path, ByteRange.of(from, 200_000)))
                        .isEqualTo(Arrays.copyOfRange(bytes, from, from + 200_000));
            }
            return thread;
        });
    }

    @Test
    @DisplayName("GET-9 several bodies can be open in one thread")
    default void get_interleaved_eachBodyHasItsPlace(Sandbox box) throws IOException {
        box.write(box.path("a"), "aaaa");
        box.write(box.path("b"), "bbbb");
        try (ObjectBody a = box.backend().get(box.path("a"), ByteRange.all());
                ObjectBody b = box.backend().get(box.path("b"), ByteRange.from(1))) {
            assertThat(a.stream().read()).isEqualTo('a');
            assertThat(b.stream().read()).isEqualTo('b');
            assertThat(new String(a.stream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("aaa");
            assertThat(new String(b.stream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("bb");
            assertThat(a.stream().read()).isEqualTo(-1);
        }
    }
}
