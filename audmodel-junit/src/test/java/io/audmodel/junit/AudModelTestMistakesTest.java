package io.audmodel.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes that people make, and what the errors tell them. */
class AudModelTestMistakesTest {

    @AudModelTest
    static class StaticField {
        @Models
        static TestRepository models;

        @Test
        void test() {}
    }

    @AudModelTest
    static class ParameterOfBeforeAll {
        @BeforeAll
        static void publish(TestRepository models) {}

        @Test
        void test() {}
    }

    @AudModelTest
    static class UnknownName {
        @Test
        void test(@Models("archive") TestRepository archive) {}
    }

    @AudModelTest(repositories = {"models", "archive"})
    static class TwoNames {
        @Test
        void test(@Models({"models", "archive"}) TestRepository both) {}
    }

    @AudModelTest
    static class FinalField {
        @Models
        final TestRepository models = null;

        @Test
        void test() {}
    }

    @AudModelTest
    static class OtherType {
        @Models
        private String models;

        @Test
        void test() {}
    }

    @AudModelTest
    static class OtherParameter {
        @Test
        void test(@Models String models) {}
    }

    static class SharedMethod {
        @AudModelTest(lifecycle = Lifecycle.PER_CLASS)
        @Test
        void test(AudModel audmodel) {}
    }

    @AudModelTest(repositories = {})
    static class NoRepository {
        @Test
        void test(AudModel audmodel) {}
    }

    @AudModelTest(repositories = {"models", "models"})
    static class SameTwice {
        @Test
        void test(AudModel audmodel) {}
    }

    @AudModelTest(repositories = "a/b")
    static class NoName {
        @Test
        void test(AudModel audmodel) {}
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(StaticField.class, "lifecycle = PER_CLASS"),
                Arguments.of(ParameterOfBeforeAll.class, "lifecycle = PER_CLASS"),
                Arguments.of(UnknownName.class, "[models], and not all of [archive]"),
                Arguments.of(TwoNames.class, "a TestRepository is one repository"),
                Arguments.of(FinalField.class, "take final away"),
                Arguments.of(OtherType.class, "goes with an AudModel"),
                Arguments.of(OtherParameter.class, "goes with an AudModel"),
                Arguments.of(SharedMethod.class, "put it on the class"),
                Arguments.of(NoRepository.class, "name each once"),
                Arguments.of(SameTwice.class, "name each once"),
                Arguments.of(NoName.class, "is not a repository"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_saysTheWayOut(Class<?> tests, String message) {
        assertThat(Engine.failureOf(tests)).contains(message);
    }
}
