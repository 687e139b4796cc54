package io.audmodel.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@AudModelTest
@Tag("one-jdk")
class RepositoryFaultTest {

    private static final Alias PRODUCTION = Alias.of("emotion-production");
    private static final Duration SOON = Duration.ofMillis(200);

    @Models
    private AudModel audmodel;

    @Models
    private TestRepository models;

    private ModelId id;

    @BeforeEach
    void publish() {
        id = models.publish(ModelFixture.of("emotion", "1.0.0").alias(PRODUCTION.toString()));
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(RepositoryFault.UNAVAILABLE, UnavailableException.class),
                Arguments.of(RepositoryFault.ACCESS_DENIED, AccessDeniedException.class),
                Arguments.of(RepositoryFault.NOT_AUTHENTICATED, AuthenticationException.class),
                Arguments.of(RepositoryFault.REPOSITORY_MISSING, RepositoryNotFoundException.class),
                Arguments.of(RepositoryFault.HANGING, CallTimeoutException.class),
                Arguments.of(RepositoryFault.EMPTY, AliasNotFoundException.class),
                Arguments.of(RepositoryFault.DAMAGED_ARCHIVES, CorruptContentException.class));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void load_fault_throwsItsError_untilTheRepositoryRecovers(RepositoryFault fault, Class<? extends Exception> error) {
        models.failWith(fault);
        AudModel client = fault == RepositoryFault.HANGING ? audmodel.withCallTimeout(SOON) : audmodel;

        assertThatExceptionOfType(error).isThrownBy(() -> client.load(PRODUCTION));

        models.recover();
        assertThat(audmodel.load(PRODUCTION).resolve("model.txt")).hasContent("emotion 1.0.0");
    }

    @ParameterizedTest
    @MethodSource("errors")
    @AudModelTest(storage = RepositoryStorage.FOLDER)
    void folder_fault_throwsTheSameError(RepositoryFault fault, Class<? extends Exception> error) {
        load_fault_throwsItsError_untilTheRepositoryRecovers(fault, error);
    }

    @ParameterizedTest
    @EnumSource
    void repository_anyFault_takesWhatTheTestPublishes(RepositoryFault fault) {
        models.failWith(fault);

        ModelId second = models.publish(ModelFixture.of("emotion", "2.0.0"));
        models.setAlias("emotion-production", second);
        models.removeAlias("emotion-production");
        models.setAlias("emotion-production", second);

        models.recover();
        assertThat(audmodel.resolveAlias(PRODUCTION)).isEqualTo(second);
    }

    @Test
    void cachedModel_anyFault_isStillLoadedByItsId() {
        Path folder = audmodel.load(id);
        models.failWith(RepositoryFault.UNAVAILABLE);

        assertThat(audmodel.load(id)).isEqualTo(folder);
    }

    @Test
    void hangingCall_repositoryRecovers_succeeds() {
        models.failWith(RepositoryFault.HANGING);
        long before = models.requests();
        CompletableFuture<Path> load = CompletableFuture.supplyAsync(() -> audmodel.load(PRODUCTION));
        while (models.requests() == before && !load.isDone()) {
            Thread.onSpinWait();
        }
        assertThat(load).isNotDone();

        models.recover();

        assertThat(load.join().resolve("model.txt")).exists();
    }

    @Test
    void delay_eachRequestTakesThatLong() {
        models.delay(SOON);
        long start = System.nanoTime();

        audmodel.resolveAlias(PRODUCTION);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SOON);
    }

    @Test
    void delay_beyondTheCallTimeout_endsTheCall() {
        models.delay(Duration.ofHours(1));

        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(() -> audmodel.withCallTimeout(SOON).resolveAlias(PRODUCTION));
    }

    @Test
    void delayAndFault_meetTheSameRequest() {
        models.failWith(RepositoryFault.UNAVAILABLE);
        models.delay(SOON);
        long start = System.nanoTime();

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> audmodel.resolveAlias(PRODUCTION));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SOON);
    }

    @Test
    void delay_negative_isRefused() {
        assertThatThrownBy(() -> models.delay(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("zero or more");
    }

    @Test
    void unavailable_saysThatTheTestWantsIt() {
        models.failWith(RepositoryFault.UNAVAILABLE);

        assertThatThrownBy(() -> audmodel.resolveAlias(PRODUCTION)).hasMessageContaining("as the test wants it");
    }

    @Test
    void empty_hasNoModels() {
        models.failWith(RepositoryFault.EMPTY);

        assertThat(audmodel.exists(id)).isFalse();
        assertThat(audmodel.find()).isEmpty();
    }

    @Test
    void requests_countsThoseOfClientsAlone() {
        long before = models.requests();
        models.publish(ModelFixture.of("emotion", "3.0.0"));
        assertThat(models.requests()).isEqualTo(before);

        audmodel.resolveAlias(PRODUCTION);

        assertThat(models.requests()).isEqualTo(before + 1);
    }
}
