package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class CatalogueCommandTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;

    @BeforeEach
    void publish() {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of("layers", 3));
    }

    @Test
    void catalogue_printsItsPage_andThenWhatItRead() throws IOException {
        Path site = folder.resolve("site");

        assertThat(tool.run("catalogue", site, "--title", "Ours & <b>yours</b>").line())
                .isEqualTo(site.resolve("index.html").toString());
        assertThat(site.resolve("index.html"))
                .content()
                .contains(id.toString(), "<title>Ours &amp; &lt;b&gt;yours&lt;/b&gt;</title>");
        assertThat(tool.run("catalogue", site, "--read-all", "--json")
                        .succeeded()
                        .out())
                .contains("\"models\": 1", "\"versions\": 1", "\"aliases\": 0", "\"read\": 1", "\"problems\": []");
    }

    @Test
    void catalogue_leavesTheFolderOfAnother() throws IOException {
        Path notes = tool.file("site/notes.txt", "mine");

        tool.run("catalogue", folder.resolve("site")).failed(2, "notes.txt");
        assertThat(Files.list(notes.getParent())).containsExactly(notes);
    }

    @Test
    void catalogue_saysWhatItCannotShow() throws IOException {
        try (var files = Files.walk(tool.host())) {
            Path meta = files.filter(file -> file.toString().endsWith(".meta.yaml"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(meta, "- no mapping");
        }

        Outcome outcome = tool.run("catalogue", folder.resolve("site"));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .contains(id + ": its metadata cannot be shown")
                .containsOnlyOnce("\n");
    }

    @Test
    void catalogue_offline_isRefused() {
        tool.run("--offline", "catalogue", folder.resolve("site")).failed(3, "--offline");
    }
}
