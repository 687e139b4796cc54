package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.UrlType;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WithPythonOnFsTest implements PythonReadsUsSuite, PythonWritesSuite, RandomModelsSuite, WidestPythonSuite {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void url_isThePathThatPythonGives(Workshop workshop) {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        try (Python python = python(workshop)) {
            for (UrlType type : UrlType.values()) {
                Map<String, String> named = Map.of("type", type.name().toLowerCase(Locale.ROOT));
                assertThat(Path.of((String) python.callWith(named, "url", id.toString())))
                        .isEqualTo(Path.of(client.url(id, type)));
            }
        }
    }
}
