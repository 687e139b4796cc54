package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Repository;
import org.junit.jupiter.api.Test;

class UnsentRequestTest {

    /** It gets as far as an answer, and so through all that a request needs. */
    @Test
    void stat_isAnsweredAlthoughNothingIsSent() {
        try (Backend backend = UnsentRequest.backend()) {
            assertThat(backend.stat(new ObjectPath("none")))
                    .map(ObjectInfo::size)
                    .contains(1L);
        }
    }

    @Test
    void warmUp_needsNothing() {
        assertThatCode(() -> new S3BackendProvider().warmUp(Repository.of("s3:https://s3.example.org#models")))
                .doesNotThrowAnyException();
    }
}
