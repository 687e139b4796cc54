package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {

    private static final String BUCKET = "--repository=s3:https://s3.example.org#models";

    @Test
    void begin_whereABucketIsNamed_preparesOnAThreadThatLetsTheProcessEnd() throws InterruptedException {
        Optional<Thread> thread = WarmUp.begin(2, BUCKET, "load", "3e120e8d-1.0.0");

        assertThat(thread).get().matches(Thread::isDaemon);
        thread.orElseThrow().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void begin_whereAVersionIsPublished_prepares_andWhereThatOfTheToolIsAskedFor_doesNot(String option) {
        assertThat(WarmUp.begin(2, BUCKET, "publish", "training", option, "1.0.0"))
                .isPresent();
        assertThat(WarmUp.begin(2, option, BUCKET)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, --repository=file-system:/data#models, load", "2, " + BUCKET + ", uid", "1, " + BUCKET + ", load"})
    void begin_whereNoBucketIsAsked_orNoProcessorIsFree_doesNothing(int processors, String repository, String word) {
        assertThat(WarmUp.begin(processors, repository, word)).isEmpty();
    }
}
