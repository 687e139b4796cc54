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
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.S3Stub.Conditions;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import io.audmodel.servers.StubRequest;
import io.audmodel.servers.StubRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of each answer to the request that makes an object visible, and of its repetitions. */
@Tag("one-jdk")
class S3CommitTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String PUT = "PUT a/object";

    @TempDir
    private Path folder;

    private S3Stub server;
    private StubBucket bucket;
    private Backend known;
    private Backend unknown;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
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

    /** Asks the rule at the nth write from now on. */
    private void atWrite(int nth, StubRule rule) {
        AtomicInteger writes = new AtomicInteger();
        server.rules()
                .add(request ->
                        request.is("PUT") && writes.incrementAndGet() == nth ? rule.answer(request) : Optional.empty());
    }

    private static Optional<StubAnswer> refused(int status, String code) {
        return Optional.of(StubAnswer.error(status, code));
    }

    private void theirs(String text, Map<String, String> labels) {
        bucket.put(PATH.text(), text.getBytes(StandardCharsets.UTF_8), labels);
    }

    private String stored() {
        return bucket.object(PATH.text()).text();
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
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void answerThatIsLost_isTheRevisionThatIsStored() {
        atWrite(1, request -> {
            bucket.put(request.key(), request.content(), request.description(), "\"lost\"");
            throw new IOException("as the test wants it");
        });
        ObjectInfo written = known.put(PATH, content("ours"), PutMode.create());
        assertThat(written.revision()).isEqualTo(known.stat(PATH).orElseThrow().revision());
        known.put(PATH, content("next"), PutMode.replace(written));
        assertThat(stored()).isEqualTo("next");
    }

    @Test
    void refusal_isTold_andIsUnknownAfterAWriteThatMayHaveArrived() {
        server.rules().refuse(request -> request.is("PUT"), 403, "AccessDenied");
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(AccessDeniedException.class);

        server.rules().clear();
        atWrite(1, request -> refused(500, "InternalError"));
        server.rules().refuse(request -> request.is("PUT"), 403, "AccessDenied");
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void writeThatMayHaveArrived_andWasReplacedSince_isUnknown_andACreateIsNot() {
        ObjectInfo first = known.put(PATH, content("first"), PutMode.create());
        atWrite(1, request -> {
            theirs("theirs", Map.of());
            return refused(500, "InternalError");
        });
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.replace(first)))
                .isInstanceOf(OutcomeUnknownException.class);

        bucket.clear();
        server.rules().clear();
        atWrite(1, request -> {
            theirs("theirs", Map.of());
            return refused(500, "InternalError");
        });
        assertThatThrownBy(() -> known.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(stored()).isEqualTo("theirs");
    }

    /** It was changed and changed back meanwhile: no reason to take the server for mistaken. */
    @Test
    void refusalOfWhatIsRight_once_isRepeatedAsItWas() {
        ObjectInfo first = known.put(PATH, content("first"), PutMode.create());
        atWrite(1, request -> refused(412, "PreconditionFailed"));
        known.put(PATH, content("second"), PutMode.replace(first));

        List<StubRequest> writes = server.requests().stream()
                .filter(request ->
                        request.form().equals(PUT) && request.header("If-Match").isPresent())
                .toList();
        assertThat(writes)
                .hasSize(2)
                .allMatch(request -> request.header("If-Match").orElseThrow().startsWith("\""));
        assertThat(stored()).isEqualTo("second");
    }

    @Test
    void createThatIsRefusedWhereNothingIs_isTriedAsOftenAsAnyOther_andNotForEver() {
        server.rules().refuse(request -> request.is("PUT"), 412, "PreconditionFailed");
        try (Backend impatient = Connecting.trying(server.endpoint(), folder, pause -> {})) {
            assertThatThrownBy(() -> impatient.put(PATH, content("ours"), PutMode.create()))
                    .isInstanceOf(StorageException.class);
        }
        assertThat(server.count(PUT)).isEqualTo(3);
    }

    @Test
    void interruptBetweenAttempts_isCancelled_orUnknownWhereItMayHaveArrived() {
        for (String code : List.of("SlowDown", "InternalError")) {
            server.rules().clear();
            server.rules().refuse(request -> request.is("PUT"), code.equals("SlowDown") ? 503 : 500, code);
            try (Backend interrupted = Connecting.trying(server.endpoint(), folder, pause -> {
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
            return refused(412, "PreconditionFailed");
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
        server.conditions(Conditions.IGNORED);
        server.rules().add(request -> {
            if (!request.is("PUT")) {
                return Optional.empty();
            }
            theirs(new String(request.content(), StandardCharsets.UTF_8), Map.of());
            String etag = bucket.object(PATH.text()).etag();
            return Optional.of(StubAnswer.empty(200).with(Map.of("ETag", etag)));
        });
        unknown.put(PATH, content("ours"), PutMode.create());
        assertThat(stored()).isEqualTo("ours");
    }

    @Test
    void equalObjectWithAnothersMark_isAnothers() {
        server.conditions(Conditions.IGNORED);
        server.rules().before(request -> {
            if (request.is("HEAD") && bucket.keys().contains(PATH.text())) {
                theirs("ours", Map.of("x-amz-meta-" + Commit.MARK, "another"));
            }
        });
        assertThatThrownBy(() -> unknown.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
    }
}
