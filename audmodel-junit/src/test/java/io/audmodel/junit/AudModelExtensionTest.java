package io.audmodel.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;

class AudModelExtensionTest {

    private static final ModelFixture EMOTION =
            ModelFixture.of("emotion", "1.0.0").alias("emotion-production");
    private static final Alias PRODUCTION = Alias.of("emotion-production");

    private static final Set<Path> CACHES = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void forget() {
        CACHES.clear();
    }

    static class InstanceField {

        @RegisterExtension
        final AudModelExtension audmodel = AudModelExtension.builder()
                .repositories("production", "archive")
                .build();

        @RegisterExtension
        final AudModelExtension other = AudModelExtension.builder()
                .storage(RepositoryStorage.FOLDER)
                .client(client -> client.offline())
                .build();

        @RepeatedTest(2)
        void each() {
            audmodel.repository("archive").publish(EMOTION);
            CACHES.add(audmodel.client().load(PRODUCTION));

            assertThat(audmodel.client()).isSameAs(audmodel.client("production", "archive"));
            assertThat(audmodel.client("production").find()).isEmpty();
            assertThat(other.client().isOffline()).isTrue();
            assertThat(other.repository().repository().backend()).isEqualTo("file-system");
            try (AudModel another = audmodel.newClient("archive").build()) {
                assertThat(another.repositories())
                        .containsExactly(audmodel.repository("archive").repository());
            }
        }
    }

    @Test
    void fieldOfTheInstance_isForEachTest() {
        succeed(InstanceField.class, 2);

        assertThat(CACHES).hasSize(2).noneMatch(folder -> folder.toFile().exists());
    }

    static class StaticField {

        @RegisterExtension
        static final AudModelExtension AUDMODEL = AudModelExtension.builder().build();

        @BeforeAll
        static void publish() {
            AUDMODEL.repository().publish(EMOTION);
        }

        @RepeatedTest(2)
        void each() {
            CACHES.add(AUDMODEL.client().load(PRODUCTION));
        }

        @Nested
        class Inner {

            @Test
            void nested() {
                CACHES.add(AUDMODEL.client().load(PRODUCTION));
            }
        }
    }

    @Test
    void staticField_isForTheClass() {
        succeed(StaticField.class, 3);

        assertThat(CACHES).hasSize(1).noneMatch(folder -> folder.toFile().exists());
        assertThatThrownBy(StaticField.AUDMODEL::client)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstance {

        @RegisterExtension
        final AudModelExtension audmodel = AudModelExtension.builder().build();

        @BeforeAll
        void publish() {
            audmodel.repository().publish(EMOTION);
        }

        @RepeatedTest(2)
        void each() {
            CACHES.add(audmodel.client().load(PRODUCTION));
        }
    }

    @Test
    void fieldOfTheOnlyInstance_isForTheClass() {
        succeed(OneInstance.class, 2);

        assertThat(CACHES).hasSize(1);
    }

    static class Base {

        @RegisterExtension
        static final AudModelExtension AUDMODEL = AudModelExtension.builder().build();

        @Test
        void each() {
            AUDMODEL.repository().publish(EMOTION);
            CACHES.add(AUDMODEL.client().load(PRODUCTION));
        }
    }

    static class Heirs {

        @Nested
        class One extends Base {}

        @Nested
        class Other extends Base {}
    }

    @Test
    void staticFieldOfABase_oneClassAfterTheOther_servesEach() {
        succeed(Heirs.class, 2);

        assertThat(CACHES).hasSize(2);
    }

    static class MeetingBase {

        @RegisterExtension
        static final AudModelExtension AUDMODEL = AudModelExtension.builder().build();

        static final CountDownLatch REFUSED = new CountDownLatch(1);

        /** The common pool has a single thread where there are two processors. */
        static final Executor APART = task -> new Thread(task).start();

        @Test
        void untilTheOtherIsRefused() throws InterruptedException {
            assertThat(REFUSED.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    static class MeetingOne extends MeetingBase {}

    static class MeetingOther extends MeetingBase {}

    @Test
    void staticFieldOfABase_twoClassesAtOnce_refusesTheSecond() {
        CompletableFuture<?>[] runs = Stream.of(MeetingOne.class, MeetingOther.class)
                .map(tests -> CompletableFuture.supplyAsync(() -> Engine.run(tests), MeetingBase.APART)
                        .thenAccept(results -> {
                            if (results.containerEvents().failed().count() > 0) {
                                MeetingBase.REFUSED.countDown();
                            }
                        }))
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(runs).join();

        assertThat(MeetingBase.REFUSED.getCount()).isZero();
    }

    @Test
    void repositoryTwice_isRefused() {
        AudModelExtension.Builder builder = AudModelExtension.builder().repositories("models", "models");

        assertThatThrownBy(builder::build).hasMessageContaining("name each once");
    }

    private static void succeed(Class<?> tests, int count) {
        var results = Engine.run(tests);
        assertThat(results.allEvents().failed().stream().toList()).isEqualTo(List.of());
        assertThat(results.testEvents().succeeded().count()).isEqualTo(count);
    }
}
