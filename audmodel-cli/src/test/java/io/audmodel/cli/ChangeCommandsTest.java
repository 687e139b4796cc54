package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change or show what belongs to a model: aliases, metadata, addresses. */
@Tag("one-jdk")
class ChangeCommandsTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of());
    }

    @Test
    void alias_isSetResolvedAndListed() {
        assertThat(tool.run("alias", "list", id).succeeded().out()).isEmpty();
        assertThat(tool.run("alias", "set", "best", id.shortId()).succeeded().out())
                .isEmpty();
        tool.run("alias", "set", "a.second", "best").succeeded();

        assertThat(tool.run("alias", "resolve", "best").line()).isEqualTo(id.toString());
        assertThat(tool.run("alias", "list", id).succeeded().out()).isEqualTo("a.second\nbest\n");
        assertThat(tool.run("alias", "list", id, "--json").out())
                .isEqualToIgnoringWhitespace("[\"a.second\",\"best\"]");
    }

    @Test
    void alias_isRemoved() {
        tool.run("alias", "set", "best", id).succeeded();

        assertThat(tool.run("alias", "remove", "best").line()).isEqualTo(id.toString());
        tool.run("alias", "remove", "best").failed(1, "alias 'best' does not exist");
        assertThat(tool.run("exists", id).line()).isEqualTo("true");
    }

    @Test
    void alias_refusesWrongArguments() {
        tool.run("alias").failed(2, "command is missing", "see 'audmodel alias --help'");
        tool.run("alias", "set", "best").failed(2, "REF");
        tool.run("alias", "set", id, id).failed(2, "cannot be an alias");
        tool.run("alias", "set", "best", "00000000").failed(1, "00000000");
        tool.run("alias", "resolve", "nobody").failed(1, "alias 'nobody' does not exist");
        tool.run("alias", "list", "00000000-1").failed(1, "00000000-1");
    }

    @Test
    void updateMeta_mergesOrReplaces() {
        Path file = tool.file("meta.yaml", "test: {recall: 0.71}\nby: anna\n");
        assertThat(tool.run("update-meta", id, "--meta", file).succeeded().out())
                .isEqualTo("test:\n  recall: 0.71\nby: anna\n");
        assertThat(tool.feed("test: {precision: 0.8}", "update-meta", id, "--meta", "-")
                        .succeeded()
                        .out())
                .isEqualTo("test:\n  recall: 0.71\n  precision: 0.8\nby: anna\n");
        assertThat(tool.feed("{}", "update-meta", id, "--meta", "-", "--replace", "--json")
                        .line())
                .isEqualTo("{}");
    }

    @Test
    void updateMeta_setsSingleValues_alsoWithinMappings() {
        Path file = tool.file("meta.yaml", "recall: {train: 0.8}\nnote: a\n");

        assertThat(tool.run(
                                "update-meta",
                                id,
                                "--set",
                                "recall.test=0.71",
                                "--meta",
                                file,
                                "--set",
                                "note='1'",
                                "--json")
                        .succeeded()
                        .out())
                .isEqualToIgnoringWhitespace("{\"recall\":{\"train\":0.8,\"test\":0.71},\"note\":\"1\"}");
        tool.run("update-meta", id, "--set", "recall").failed(2, "KEY=VALUE");
        tool.run("update-meta", id, "--set", "a=1", "--set", "a=2").failed(2, "--set a is given twice");
        tool.run("update-meta", id, "--set", "a=1", "--set", "a.b=2").failed(2, "--set a.b");
        tool.run("update-meta", id, "--set", "a.b=1", "--set", "a=2").failed(2, "--set a");
        tool.run("update-meta", id, "--set", "a..b=1").failed(2, "--set a..b");
    }

    @Test
    void updateMeta_refusesWrongArguments() {
        tool.run("update-meta", id).failed(2, "--meta");
        tool.feed("a: 1", "update-meta", "00000000-1", "--meta", "-").failed(1, "00000000-1");
        tool.feed("a: b: c", "update-meta", id, "--meta", "-").failed(2, "standard input");
        tool.feed("just text", "update-meta", id, "--meta", "-").failed(2, "mapping", "single value");
    }

    @Test
    void url_isThatOfTheFileAskedFor() {
        String folderOfTheId = "/host/models/_uid/" + id.shortId() + "/1.0.0/" + id;
        assertThat(tool.run("url", id).line())
                .endsWith("/host/models/emotion/" + id.shortId() + "/1.0.0/" + id + ".zip");
        assertThat(tool.run("url", id, "--type", "header").line()).endsWith(folderOfTheId + ".header.yaml");
        assertThat(tool.run("url", id, "--type", "meta").line()).endsWith(folderOfTheId + ".meta.yaml");
    }

    @Test
    void url_refusesWrongArguments() {
        tool.run("url", id, "--type", "zip").failed(2, "'zip' is none of model, header, meta");
        tool.run("url", "00000000-1").failed(1, "00000000-1");
    }

    @Test
    void updateMeta_removesSingleKeys() {
        tool.run("update-meta", id, "--set", "recall.test=0.7", "--set", "recall.dev=0.6", "--set", "by=anna")
                .succeeded();

        assertThat(tool.run("update-meta", id, "--unset", "recall.test", "--unset", "by", "--set", "to=ben")
                        .succeeded()
                        .out())
                .isEqualTo("recall:\n  dev: 0.6\nto: ben\n");
        tool.run("update-meta", id, "--unset", "recall.tset").failed(2, "--unset recall.tset", "recall, to");
        tool.run("update-meta", id, "--unset", "to.whom").failed(2, "--unset to.whom");
        tool.run("update-meta", id, "--unset", "to", "--replace").failed(2, "--replace");
        assertThat(tool.run("update-meta", id, "--unset", "recall").succeeded().out())
                .isEqualTo("to: ben\n");
    }
}
