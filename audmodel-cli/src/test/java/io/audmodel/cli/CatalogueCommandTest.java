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
    void catalogue_inARepository_isAnObjectOfIt_whichIsNoModel() {
        String there = tool.repository().toString();

        assertThat(tool.run("catalogue", there).line())
                .isEqualTo(tool.host().resolve("models/_uid/index.html").toUri().toString());
        assertThat(tool.run("catalogue", there, "--json").succeeded().out())
                .contains("\"page\": \"file://", "\"versions\": 1");
        assertThat(tool.run("find").line()).isEqualTo(id.toString());
        tool.run("catalogue", "file-system:" + tool.host()).failed(2, "backend:host#name");
        assertThat(folder.resolve("file-system:")).doesNotExist();
    }

    @Test
    void catalogue_saysWhetherSignaturesAreValid_andAsksAgainOfCertificates() throws IOException {
        Path key = folder.resolve("release.pem");
        Path site = folder.resolve("site");
        tool.run("keygen", key, "--no-password").succeeded();
        tool.run("sign", id, "--key", key).succeeded();
        Path certificates = SignCommandTest.CERTIFICATES;
        tool.run(
                        "sign",
                        id,
                        "--key",
                        SignCommandTest.signingKey(folder),
                        "--certificate",
                        certificates.resolve("signing-key-cert.pem"),
                        "--certificate",
                        certificates.resolve("int-ca-cert.pem"))
                .succeeded();
        Object[] catalogue = {"catalogue", site, "--json", "--chain", certificates.resolve("ca-cert.pem")};

        tool.run(catalogue).succeeded();
        assertThat(tool.run(catalogue).succeeded().out()).contains("\"read\": 1");
        assertThat(site.resolve("index.html"))
                .content()
                .containsOnlyOnce("\"state\":\"valid\"")
                .containsOnlyOnce("\"state\":\"untrusted\"");

        tool.run(
                        "catalogue",
                        site,
                        "--key",
                        folder.resolve("release.pub"),
                        "--chain",
                        certificates.resolve("ca-cert.pem"))
                .succeeded();
        assertThat(site.resolve("index.html"))
                .content()
                .doesNotContain("\"state\":\"untrusted\"")
                .containsPattern("(?s)\"state\":\"valid\".*\"state\":\"valid\"");
        tool.run("catalogue", site, "--subject", "CN=x").failed(2, "name its certificate by --chain");
    }

    @Test
    void catalogue_offline_isRefused() {
        tool.run("--offline", "catalogue", folder.resolve("site")).failed(3, "--offline");
    }
}
