package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.S3Stub.Conditions;
import io.audmodel.servers.StubAnswer;
import io.audmodel.servers.StubBucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that keep, refuse, ignore and misunderstand the conditions of writes, and answers that are lost. */
@Tag("one-jdk")
class S3ConditionsTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final Logger LOG = Logger.getLogger("io.audmodel.backend.s3");

    @TempDir
    private Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Handler handler = new Collecting();
    private S3Stub server;
    private StubBucket bucket;
    private Backend backend;

    @BeforeEach
    void start() throws IOException {
        server = S3Stub.watched("models");
        bucket = server.bucket("models");
        backend = connect("auto");
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
        backend.close();
        server.close();
    }

    @Test
    void serverThatKeepsThem_provesItOnce() {
        for (int i = 0; i < 3; i++) {
            ObjectPath path = PATH.child("n" + i);
            ObjectInfo created = backend.put(path, content("a" + i), PutMode.create());
            backend.put(path, content("b" + i), PutMode.replace(created));
        }
        assertThat(server.requests()).hasSize(6 + 2 + 2);
        assertThat(said).isEmpty();
    }

    @Test
    void serverThatIsKnown_isAskedNothingMore() {
        try (Backend known = connect("all")) {
            ObjectInfo created = known.put(PATH, content("a"), PutMode.create());
            known.put(PATH, content("b"), PutMode.replace(created));
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void serverThatIgnoresThem_isFoundOutAndCheckedBefore() {
        server.conditions(Conditions.IGNORED);
        ObjectInfo old = backend.put(PATH, content("first"), PutMode.create());
        backend.put(PATH, content("second"), PutMode.overwrite());
        assertThatThrownBy(() -> backend.put(PATH, content("third"), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThatThrownBy(() -> backend.put(PATH, content("third"), PutMode.replace(old)))
                .isInstanceOf(ConflictException.class);
        assertThat(stored()).isEqualTo("second");
        assertThat(said).hasSize(1).first().asString().contains("ignores", server.endpoint(), "conditional_writes");
    }

    @Test
    void serverThatIgnoresThemInAReplace_isFoundOutToo() {
        ObjectInfo old = backend.put(PATH, content("first"), PutMode.create());
        server.conditions(Conditions.IGNORED);
        backend.put(PATH, content("second"), PutMode.replace(old));
        assertThatThrownBy(() -> backend.put(PATH, content("third"), PutMode.replace(old)))
                .isInstanceOf(ConflictException.class);
        assertThat(stored()).isEqualTo("second");
        assertThat(said).hasSize(1);
    }

    @Test
    void serverThatRefusesThem_isCheckedBefore() {
        for (String code : List.of("NotImplemented", "InvalidArgument")) {
            said.clear();
            bucket.clear();
            server.rules().clear();
            server.rules()
                    .refuse(
                            request -> request.is("PUT")
                                    && (request.header("If-None-Match").isPresent()
                                            || request.header("If-Match").isPresent()),
                            code.equals("NotImplemented") ? 501 : 400,
                            code);
            try (Backend fresh = connect("auto")) {
                ObjectInfo first = fresh.put(PATH, content("first"), PutMode.create());
                assertThatThrownBy(() -> fresh.put(PATH, content("x"), PutMode.create()))
                        .isInstanceOf(ObjectExistsException.class);
                fresh.put(PATH, content("second"), PutMode.replace(first));
                assertThatThrownBy(() -> fresh.put(PATH, content("x"), PutMode.replace(first)))
                        .isInstanceOf(ConflictException.class);
            }
            assertThat(stored()).isEqualTo("second");
            assertThat(said).hasSize(1).first().asString().contains("refuses");
        }
    }

    @Test
    void serverThatRefusesEvenWhatIsRight_isCheckedBefore() {
        ObjectInfo first = backend.put(PATH, content("first"), PutMode.overwrite());
        server.rules().refuse(request -> request.header("If-Match").isPresent(), 412, "PreconditionFailed");
        backend.put(PATH, content("second"), PutMode.replace(first));
        assertThat(stored()).isEqualTo("second");
        assertThat(said).hasSize(1);
    }

    @Test
    void serverThatComparesWithoutQuotes_isTrustedAllTheSame() {
        ObjectInfo first = backend.put(PATH, content("first"), PutMode.overwrite());
        server.conditions(Conditions.COMPARED_WITHOUT_QUOTES);
        ObjectInfo second = backend.put(PATH, content("second"), PutMode.replace(first));
        int before = server.requests().size();
        ObjectInfo third = backend.put(PATH, content("third"), PutMode.replace(second));

        assertThat(server.requests()).hasSize(before + 1);
        assertThat(stored()).isEqualTo("third");
        assertThat(third.revision()).isNotEqualTo(second.revision());
        assertThat(said).isEmpty();
        assertThatThrownBy(() -> backend.put(PATH, content("x"), PutMode.replace(first)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void answerThatIsLost_isOursByItsMark() {
        losing(1, "PUT");
        backend.put(PATH, content("ours"), PutMode.create());
        assertThat(stored()).isEqualTo("ours");
    }

    @Test
    void answerThatIsLost_andSomebodyElsesObjectThen_isNoSuccess() {
        othersWriteInsteadOfTheFirst();
        assertThatThrownBy(() -> backend.put(PATH, content("ours"), PutMode.create()))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(stored()).isEqualTo("x");
    }

    @Test
    void replaceWhoseAnswerIsLost_andIsReplacedThen_isUnknown() {
        ObjectInfo first = backend.put(PATH, content("first"), PutMode.overwrite());
        othersWriteInsteadOfTheFirst();
        assertThatThrownBy(() -> backend.put(PATH, content("ours"), PutMode.replace(first)))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    /** Does what is asked for, and breaks the connection instead of answering. */
    private void losing(int times, String method) {
        AtomicInteger requests = new AtomicInteger();
        server.rules().add(request -> {
            if (request.is(method) && requests.incrementAndGet() <= times) {
                bucket.put(request.key(), request.content(), request.description(), "\"lost\"");
                throw new IOException("as the test wants it");
            }
            return Optional.empty();
        });
    }

    /** Does not do what is asked for first, nor says so; and somebody else's object is there. */
    private void othersWriteInsteadOfTheFirst() {
        AtomicInteger requests = new AtomicInteger();
        server.rules().add(request -> {
            if (request.is("PUT") && requests.incrementAndGet() == 1) {
                bucket.put(PATH.text(), new byte[] {'x'}, Map.of(), "\"x\"");
                return Optional.of(StubAnswer.error(500, "InternalError"));
            }
            return Optional.empty();
        });
    }

    private Backend connect(String conditions) {
        return Connecting.to(
                server.endpoint(),
                folder,
                Map.of("access_key", "a", "secret_key", "b", "conditional_writes", conditions));
    }

    private String stored() {
        return bucket.object(PATH.text()).text();
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Collecting extends Handler {

        @Override
        public void publish(LogRecord message) {
            said.add(java.text.MessageFormat.format(message.getMessage(), message.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
