package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.StorageException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of each answer to the request that makes an object visible, and of its repetitions. */
class S3CommitTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String PUT = "PUT a/object";

    @TempDir
    private Path folder;

    private FakeS3 server;
    private Backend known;
    private Backend unknown;

    @BeforeEach
    void start() throws IOException {
        server = new FakeS3();
        known = connect("all");
        unknown = connect("auto");
    }

    @AfterEach
    void stop() {
        Thread.interrupted();
        known.close();
        unknown.close();
        server.close();
    }

    private Backend connect(String conditions) {
        return Connecting.to(
                server.endpoint(),
                folder,
                Map.of("access_key", "a", "secret_key", "b", "conditional_writes", conditions));
    }

    /** Does something else at the nth write from now on; tells whether that was all. */
    private void atWrite(int nth, FakeS3.Rule rule) {
        AtomicInteger writes = new AtomicInteger();
        server.rules.add(
                request -> request.method().equals("PUT") && writes.incrementAndGet() == nth && rule.handles(request));
    }

    private static boolean refuse(FakeRequest request, int status, String code) throws IOException {
        request.refuse(status, code);
        return true;
    }

    private void theirs(String text, Map<String, String> labels) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String etag = "\"" + Checksum.md5(bytes) + "\"";
        server.objects.put(PATH.text(), new FakeS3.Stored(bytes, etag, labels));
    }

    private String stored() {
        return new String(server.objects.get(PATH.text()).bytes(), StandardCharsets.UTF_8);
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void replace_ofWhatIsGone_isAConflict() {
        ObjectInfo first = known.put(PATH, content("first"), PutMode.create());
        known.delete(PATH);
        assertThatThrownBy(() -> known.put(PATH, content("second"), PutMode.replace(first)))
                .isInstanceOf(ConflictException.class);
        assertThat(server.objects).isEmpty();
    }

    @Test
    void answerThatIsLost_isTheRevisionThatIsStored() {
        atWrite(1, request -> {
            server.objects.put(request.key(), new FakeS3.Stored(request.content(), "\"lost\"", request.labels()));
            throw new IOException("as the test wants it");
        });
        ObjectInfo written = known.put(PATH, content("ours"), PutMode.create());
        assertThat(written.revision()).isEqualTo(known.stat(PATH).orElseThrow().revision());
        known.put(PATH, content("next"), PutMode.replace(written));
        assertThat(stored()).isEqualTo("next");
    }

    @Test
    void refusal_isTold_andIsUnknownAfterAWriteThatMayHaveArrived() {
        server.rules.add(request -> request.method().equals("PUT") && refuse(request, 403, "AccessDenied"));
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(AccessDeniedException.class);

        server.rules.clear();
        atWrite(1, request -> refuse(request, 500, "InternalError"));
        server.rules.add(request -> request.method().equals("PUT") && refuse(request, 403, "AccessDenied"));
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void writeThatMayHaveArrived_andWasReplacedSince_isUnknown_andACreateIsNot() {
        ObjectInfo first = known.put(PATH, content("first"), PutMode.create());
        atWrite(1, request -> {
            theirs("theirs", Map.of());
            return refuse(request, 500, "InternalError");
        });
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.replace(first)))
                .isInstanceOf(OutcomeUnknownException.class);

        server.objects.clear();
        server.rules.clear();
        atWrite(1, request -> {
            theirs("theirs", Map.of());
            return refuse(request, 500, "InternalError");
        });
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(stored()).isEqualTo("theirs");
    }

    /** It was changed and changed back meanwhile: no reason to take the server for mistaken. */
    @Test
    void refusalOfWhatIsRight_once_isRepeatedAsItWas() {
        ObjectInfo first = known.put(PATH, content("first"), PutMode.create());
        atWrite(1, request -> refuse(request, 412, "PreconditionFailed"));
        known.put(PATH, content("second"), PutMode.replace(first));

        List<FakeRequest> writes = server.requests.stream()
                .filter(request -> request.form().equals(PUT) && request.header("If-Match") != null)
                .toList();
        assertThat(writes)
                .hasSize(2)
                .allMatch(request -> request.header("If-Match").startsWith("\""));
        assertThat(stored()).isEqualTo("second");
    }

    @Test
    void createThatIsRefusedWhereNothingIs_isTriedAsOftenAsAnyOther_andNotForEver() {
        server.rules.add(request -> request.method().equals("PUT") && refuse(request, 412, "PreconditionFailed"));
        try (Backend impatient = Connecting.impatient(server.endpoint(), folder)) {
            assertThatThrownBy(() -> impatient.put(PATH, content("ours"), PutMode.create()))
                    .isInstanceOf(StorageException.class);
        }
        assertThat(server.count(PUT)).isEqualTo(3);
    }

    @Test
    void interruptBetweenAttempts_isCancelled_orUnknownWhereItMayHaveArrived() {
        for (String code : List.of("SlowDown", "InternalError")) {
            server.rules.clear();
            server.rules.add(request ->
                    request.method().equals("PUT") && refuse(request, code.equals("SlowDown") ? 503 : 500, code));
            try (Backend interrupted = Connecting.impatient(server.endpoint(), folder, pause -> {
                throw new InterruptedException();
            })) {
                assertThatThrownBy(() -> interrupted.put(PATH, content("ours"), PutMode.create()))
                        .isInstanceOf(
                                code.equals("SlowDown") ? CancelledException.class : OutcomeUnknownException.class);
            }
            assertThat(Thread.interrupted()).as(code).isTrue();
        }
    }

    @Test
    void interruptWhileTheConditionIsProven_keepsTheFlag_andTheObject() {
        Thread caller = Thread.currentThread();
        atWrite(2, request -> {
            caller.interrupt();
            return refuse(request, 412, "PreconditionFailed");
        });
        try {
            unknown.put(PATH, content("ours"), PutMode.create());
        } catch (OutcomeUnknownException e) {
            assertThat(e).hasMessageContaining(PATH.text());
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stored()).isEqualTo("ours");
    }

    @Test
    void closedBetweenAttempts_isUnknownWhereItMayHaveArrived() {
        atWrite(1, request -> {
            known.close();
            throw new IOException("as the test wants it");
        });
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void serverThatKeepsNoMarks_isTrustedByTheETag() {
        server.ignoresConditions = true;
        server.rules.add(request -> {
            if (request.method().equals("PUT")) {
                theirs(new String(request.content(), StandardCharsets.UTF_8), Map.of());
                request.succeed(server.objects.get(PATH.text()), new byte[0]);
                return true;
            }
            return false;
        });
        unknown.put(PATH, content("ours"), PutMode.create());
        assertThat(stored()).isEqualTo("ours");
    }

    @Test
    void equalObjectWithAnothersMark_isAnothers() {
        server.ignoresConditions = true;
        server.rules.add(request -> {
            if (request.method().equals("HEAD") && server.objects.containsKey(PATH.text())) {
                theirs("ours", Map.of("x-amz-meta-" + Commit.MARK, "another"));
            }
            return false;
        });
        assertThatThrownBy(() -> unknown.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
    }
}
