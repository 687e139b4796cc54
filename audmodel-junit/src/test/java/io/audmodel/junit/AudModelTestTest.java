package io.audmodel.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class AudModelTestTest {

    private static final ModelFixture EMOTION =
            ModelFixture.of("emotion", "1.0.0").alias("emotion-production");
    private static final Alias PRODUCTION = Alias.of("emotion-production");

    /** The cache folders that tests saw. */
    private static final Set<Path> CACHES = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void forget() {
        CACHES.clear();
    }

    // ---------------------------------------------------------------- one fixture a test

    @AudModelTest
    static class EachOfItsOwn {

        @Models
        AudModel audmodel;

        @Models
        private TestRepository models;

        @BeforeEach
        void publish(TestRepository same) {
            assertThat(same).isSameAs(models);
            models.publish(EMOTION);
        }

        @Test
        void one(AudModel same) {
            assertThat(same).isSameAs(audmodel);
            CACHES.add(audmodel.load(PRODUCTION));
        }

        @RepeatedTest(2)
        void repeated() {
            CACHES.add(audmodel.load(PRODUCTION));
        }

        @ParameterizedTest
        @ValueSource(strings = {"2.0.0", "3.0.0"})
        void each(String version, TestRepository models) {
            CACHES.add(audmodel.load(models.publish(ModelFixture.of("emotion", version))));
        }

        @AfterEach
        void stillThere() {
            assertThat(audmodel.exists(PRODUCTION)).isTrue();
        }
    }

    @Test
    void tests_eachHaveTheirOwn_andLeaveNothing() {
        succeed(Engine.run(EachOfItsOwn.class), 5);

        assertThat(CACHES)
                .hasSize(5)
                .noneMatch(folder -> folder.getParent().getParent().toFile().exists());
    }

    @Test
    void tests_giveJUnitNoReasonToWarn() {
        List<LogRecord> warnings = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger("org.junit");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                    warnings.add(record);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            succeed(Engine.run(EachOfItsOwn.class), 5);
            succeed(Engine.run(SharedTests.class), 3);
        } finally {
            log.removeHandler(handler);
        }

        assertThat(warnings).extracting(LogRecord::getMessage).isEmpty();
    }

    @AudModelTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstance extends EachOfItsOwn {}

    @Test
    void oneInstanceOfTheClass_getsThoseOfEachOfItsOwn() {
        succeed(Engine.run(OneInstance.class), 5);

        assertThat(CACHES).hasSize(5);
    }

    // ---------------------------------------------------------------- one fixture a class

    @AudModelTest(lifecycle = Lifecycle.PER_CLASS)
    static class SharedTests {

        @Models
        private static TestRepository models;

        private final AudModel ofConstructor;

        @Models
        private AudModel audmodel;

        SharedTests(AudModel audmodel) {
            ofConstructor = audmodel;
        }

        @BeforeAll
        static void publish(TestRepository same) {
            assertThat(same).isSameAs(models);
            models.publish(EMOTION);
        }

        @Test
        void one() {
            assertThat(audmodel).isSameAs(ofConstructor);
            CACHES.add(audmodel.load(PRODUCTION));
        }

        @Test
        void two() {
            CACHES.add(audmodel.load(PRODUCTION));
        }

        @Nested
        class Inner {

            @Test
            void three(AudModel same) {
                assertThat(same).isSameAs(audmodel);
                CACHES.add(same.load(PRODUCTION));
            }
        }
    }

    @Test
    void sharedModels_areThoseOfTheWholeClass_andLeaveNothing() {
        succeed(Engine.run(SharedTests.class), 3);

        assertThat(CACHES).hasSize(1).noneMatch(folder -> folder.toFile().exists());
    }

    // ---------------------------------------------------------------- nested classes, methods

    @AudModelTest
    static class OuterTests {

        @Models
        TestRepository models;

        @AudModelTest(repositories = {"models", "archive"})
        @Test
        void methodOfItsOwn(@Models("archive") TestRepository archive, AudModel audmodel) {
            assertThat(archive.repository().name()).isEqualTo("archive");
            assertThat(audmodel.repositories()).hasSize(2);
        }

        @Nested
        class Inner {

            @Test
            void ofTheOuterClass(TestRepository same) {
                assertThat(same).isSameAs(models);
            }
        }

        @Nested
        @AudModelTest(repositories = "other")
        class Other {

            @Models
            AudModel audmodel;

            @Test
            void ofItsOwn(TestRepository other) {
                assertThat(other).isNotSameAs(models);
                assertThat(other.repository().name()).isEqualTo("other");
                assertThat(audmodel.repositories()).containsExactly(other.repository());
                assertThat(models.repository().name()).isEqualTo("models");
            }
        }
    }

    @Test
    void nestedClassesAndMethods_haveTheNearestAnnotation() {
        succeed(Engine.run(OuterTests.class), 3);
    }

    // ---------------------------------------------------------------- several repositories and clients

    @AudModelTest(
            repositories = {"production", "archive"},
            storage = RepositoryStorage.FOLDER)
    static class SeveralTests {

        @Test
        void clients(
                AudModel both,
                @Models("archive") AudModel archive,
                @Models({"archive", "production"}) AudModel reversed,
                @Models("archive") TestRepository old,
                TestRepository production,
                AudModelBuilder builder) {
            ModelId published = old.publish(EMOTION);

            assertThat(both.exists(published)).isTrue();
            assertThat(archive.exists(published)).isTrue();
            assertThat(reversed.repositories()).containsExactly(old.repository(), production.repository());
            assertThat(reversed.cacheRoot()).isNotEqualTo(both.cacheRoot());
            old.failWith(RepositoryFault.UNAVAILABLE);
            assertThat(production.publish(EMOTION)).isEqualTo(published);
            assertThat(both.exists(published)).isTrue();
            try (AudModel another = builder.build()) {
                assertThat(another.cacheRoot()).isNotEqualTo(both.cacheRoot());
                assertThat(another.load(published)).exists();
            }
        }

        @Test
        void clientOfTheProgramItself_findsTheFolder(TestRepository production, AudModelBuilder isolated) {
            ModelId id = production.publish(EMOTION);
            Repository models = production.repository();

            production.failWith(RepositoryFault.UNAVAILABLE);
            try (AudModel program = AudModel.builder()
                    .repository(models)
                    .cacheRoot(Path.of(models.host()).resolve("cache"))
                    .online()
                    .build()) {
                assertThat(program.exists(id)).isTrue();
            }
        }
    }

    @Test
    void severalRepositoriesInFolders_areChosenByName() {
        succeed(Engine.run(SeveralTests.class), 2);
    }

    // ---------------------------------------------------------------- in parallel

    @AudModelTest
    static class ParallelTests {

        private static final CountDownLatch AT_ONCE = new CountDownLatch(4);

        @Models
        private AudModel audmodel;

        @RepeatedTest(12)
        void publish(TestRepository models) throws InterruptedException {
            AT_ONCE.countDown();
            assertThat(AT_ONCE.await(1, TimeUnit.MINUTES)).isTrue();
            models.failWith(RepositoryFault.UNAVAILABLE);
            models.publish(EMOTION);
            models.recover();
            CACHES.add(audmodel.load(PRODUCTION));
        }
    }

    @Test
    void testsInParallel_doNotMeet() {
        succeed(Engine.runInParallel(ParallelTests.class), 12);

        assertThat(CACHES).hasSize(12);
    }

    private static void succeed(EngineExecutionResults results, int count) {
        assertThat(results.allEvents().failed().stream().toList()).isEqualTo(List.of());
        assertThat(results.testEvents().succeeded().count()).isEqualTo(count);
    }
}
