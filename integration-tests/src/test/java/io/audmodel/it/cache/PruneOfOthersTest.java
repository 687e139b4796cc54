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
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A shared cache in which each user may remove only what is his. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sets permissions")
class PruneOfOthersTest implements OnStorage {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void modelsOfOthers_stayWhole(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        Path model = client.load(id);
        FileTree files = FileTree.of(model);
        OtherUser other = new OtherUser(workshop);
        other.mayOnlyRead(model);
        Path shared = model.getParent();
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(shared.resolve(".1.0.0.lock"), PosixFilePermissions.fromString("rw-rw-rw-"));
        try (Jvm jvm = other.start("file-system:/nowhere#models", client.cacheRoot(), "/dev/null")) {
            assertThat(jvm.ask("prune-all")).isEqualTo("0 removed, 1 kept");
        } finally {
            other.release(client.cacheRoot());
        }
        assertThat(FileTree.of(model)).isEqualTo(files);
        assertThat(FileTree.of(shared).names()).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(client.cache().remove(id)).isTrue();
        assertThat(model).doesNotExist();
    }
}
