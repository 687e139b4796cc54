package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.UrlType;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WithPythonOnArtifactoryTest implements PythonReadsUsSuite, PythonWritesSuite, RandomModelsSuite {

    private final ArtifactoryStandIn server = ArtifactoryStandIn.builder().start();

    @Override
    public Storage storage(Path folder) {
        return new ArtifactoryStorage(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void url_isTheAddressThatPythonGives(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        try (Python python = python(workshop)) {
            for (UrlType type : UrlType.values()) {
                Map<String, String> named = Map.of("type", type.name().toLowerCase(Locale.ROOT));
                assertThat(python.callWith(named, "url", id.toString()))
                        .isEqualTo(client.url(id, type).toString());
            }
        }
    }
}
