package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Map;

/** Makes backends as the client does, in an environment that is empty. */
final class Connecting {

    private Connecting() {}

    static Backend to(String endpoint, Path temporary, Map<String, String> options) {
        Environment environment = Environment.of(Map.of(), temporary, "tester");
        return new S3BackendProvider()
                .connect(
                        new Repository("s3", endpoint, "models"), new BackendSettings(options, environment, temporary));
    }
}
