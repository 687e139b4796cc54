package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnsentRequestTest {

    /** It gets as far as an answer, and so through all that a request needs; nothing listens where it would be sent. */
    @Test
    void stat_isAnsweredAlthoughNothingIsSent() {
        BackendSettings settings = new BackendSettings(
                Map.of("access_key", "none", "secret_key", "none"),
                Environment.of(Map.of(), Path.of("/"), "none"),
                Path.of("/"));
        Repository nowhere = new Repository("s3", "http://localhost:1", "none");

        try (Backend backend = S3Backend.of(nowhere, settings, new UnsentRequest())) {
            assertThat(backend.stat(new ObjectPath("none")))
                    .map(ObjectInfo::size)
                    .contains(1L);
        }
    }

    @Test
    void warmUp_needsNothing() {
        assertThatCode(new S3BackendProvider()::warmUp).doesNotThrowAnyException();
    }
}
