package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.S3Stub.Conditions;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first write of a client to a server that ignores conditions, of all requests or of those that complete uploads in
 * parts. Nothing has been proven by then.
 */
@Tag("one-jdk")
class S3FirstWriteTest {

    private static final ObjectPath PATH = new ObjectPath("a/model.zip");
    private static final int SMALL = 1_000;
    private static final int LARGE = 17 << 20;

    @TempDir
    private Path folder;

    private S3Stub server;
    private StubBucket bucket;
    private Backend first;
    private Backend second;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        server.conditions(Conditions.IGNORED);
        first = connect();
        second = connect();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void create_overAnObject_losesAndLeavesIt(int size) {
        first.put(PATH, text("theirs"), PutMode.overwrite());
        assertThatThrownBy(() -> second.put(PATH, bytes(size), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(stored()).isEqualTo("theirs");
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void replace_ofARevisionThatIsGone_losesAndLeavesTheObject(int size) {
        ObjectInfo old = first.put(PATH, text("old"), PutMode.overwrite());
        first.put(PATH, text("theirs"), PutMode.overwrite());
        assertThatThrownBy(() -> second.put(PATH, bytes(size), PutMode.replace(old)))
                .isInstanceOf(ConflictException.class);
        assertThat(stored()).isEqualTo("theirs");
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void create_thatIsOverwrittenAtOnce_isToldToLose(int size) {
        othersWriteAfterTheLastWriteOf(size);
        assertThatThrownBy(() -> second.put(PATH, bytes(size), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(stored()).isEqualTo("theirs");
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void replace_thatIsOverwrittenAtOnce_isToldToLose(int size) {
        ObjectInfo old = first.put(PATH, text("old"), PutMode.overwrite());
        othersWriteAfterTheLastWriteOf(size);
        assertThatThrownBy(() -> second.put(PATH, bytes(size), PutMode.replace(old)))
                .isInstanceOf(ConflictException.class);
        assertThat(stored()).isEqualTo("theirs");
    }

    @Test
    void create_whoseLookAfterwardsFails_isUnknown() {
        AtomicInteger heads = new AtomicInteger();
        server.rules().refuse(request -> request.is("HEAD") && heads.incrementAndGet() > 1, 403, "AccessDenied");
        assertThatThrownBy(() -> second.put(PATH, text("ours"), PutMode.create()))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(stored()).isEqualTo("ours");
    }

    @Test
    void whatIsWithdrawn_isDeclaredNoMore() {
        assertThat(second.capabilities()).contains(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);
        second.put(PATH, text("ours"), PutMode.create());
        assertThat(second.capabilities()).isEmpty();
    }

    @Test
    void whatIsIgnoredOfPartsAlone_isKeptOfTheRest() {
        server.conditions(Conditions.IGNORED_OF_PARTS);
        second.put(PATH, bytes(LARGE), PutMode.create());
        second.put(PATH.child("small"), text("ours"), PutMode.create());
        assertThat(second.capabilities())
                .containsExactlyInAnyOrder(Capability.ATOMIC_CREATE, Capability.COMPARE_AND_SET);
    }

    @Test
    void whatComesWhilePartsAreSent_isNotOverwritten() {
        server.rules().before(request -> {
            if (request.isPart()) {
                othersWrite();
            }
        });
        assertThatThrownBy(() -> second.put(PATH, bytes(LARGE), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(stored()).isEqualTo("theirs");
    }

    /** A small object is sent twice, since its server has to prove itself. */
    private void othersWriteAfterTheLastWriteOf(int size) {
        AtomicInteger writes = new AtomicInteger();
        server.rules().before(request -> {
            boolean write = request.is(size == SMALL ? "PUT" : "POST");
            if (write) {
                writes.incrementAndGet();
            } else if (writes.get() == 2 && request.is("HEAD")) {
                othersWrite();
            }
        });
    }

    private Backend connect() {
        return Connecting.to(server.endpoint(), folder, Map.of("access_key", "a", "secret_key", "b"));
    }

    private String stored() {
        return bucket.object(PATH.text()).text();
    }

    private void othersWrite() {
        bucket.put(PATH.text(), "theirs".getBytes(StandardCharsets.UTF_8), Map.of(), "\"theirs\"");
    }

    private static Content text(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Content bytes(int size) {
        return Content.of(new byte[size]);
    }
}
