package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code files} and {@code cat}. */
@Tag("one-jdk")
class FilesCommandsTest {

    private static final byte[] BYTES = {0, (byte) 0xff, '\r', '\n', (byte) 0x80, 'a'};

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;

    @BeforeEach
    void setUp() throws IOException {
        tool = new Tool(folder);
        Files.write(tool.model().resolve("labels.bin"), BYTES);
        try (AudModel audmodel = tool.client()) {
            id = audmodel.publish(PublishRequest.of(tool.model(), "emotion", Version.of("1.0.0")));
        }
    }

    @Test
    void files_areListedWithoutALoad() {
        assertThat(tool.run("files", id).succeeded().out()).isEqualTo("labels.bin\nnet/weights.txt\n");
        assertThat(tool.run("files", id, "--json").succeeded().out())
                .isEqualToIgnoringWhitespace(
                        "[{\"name\": \"labels.bin\", \"size\": 6}, {\"name\": \"net/weights.txt\", \"size\": 8}]");
        assertThat(tool.cache().resolve(id.shortId().text()).resolve("1.0.0")).doesNotExist();
    }

    @Test
    void cat_printsTheBytes() throws IOException {
        tool.runProcess("cat", id, "labels.bin").succeeded();

        assertThat(folder.resolve("out")).hasBinaryContent(BYTES);
    }

    @Test
    void filesAndCat_refuseWrongArguments() {
        tool.run("files").failed(2, "REF");
        tool.run("files", "00000000-1").failed(1, "00000000-1");
        tool.run("cat", id).failed(2, "FILE");
        tool.run("cat", id, "absent.txt").failed(2, "absent.txt");
        tool.run("cat", "nobody", "labels.bin").failed(1, "alias 'nobody' does not exist");
    }
}
