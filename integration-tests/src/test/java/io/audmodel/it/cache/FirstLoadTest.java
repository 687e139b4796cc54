package io.audmodel.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first load of a program takes the time of the classes that it needs, and so it loads no others. */
@Tag("one-jdk")
class FirstLoadTest implements OnStorage {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void aModelThatIsNoBean_needsNothingOfJackson(Workshop workshop) throws IOException {
        AudModel publisher = workshop.client();
        ModelId id = publisher.publish(workshop.request("onnx", "1.0.0"));
        Path classes = workshop.fresh("classes");

        try (Jvm jvm = new Jvm.Launch(workshop.folder())
                .flag("-Xlog:class+load:file=" + classes)
                .start(workshop.repository(), workshop.fresh("cache"), workshop.fresh("reads"))) {
            assertThat(jvm.ask("load " + id))
                    .isEqualTo(FileTree.of(publisher.load(id)).digest());
        }

        assertThat(Files.readAllLines(classes))
                .anyMatch(line -> line.contains("io.audmodel.binding.Beans "))
                .anyMatch(line -> line.contains("io.audmodel.archive.unpack.Unpacker "))
                .noneMatch(line -> line.contains(" com.fasterxml.jackson."));
    }
}
