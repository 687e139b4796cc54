package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --cache-base}, in each command that has to do with the cache. */
@Tag("one-jdk")
class CacheBaseTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;
    private Path base;

    @BeforeEach
    void fillTheBase() {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of());
        base = folder.resolve("base");
        tool.run("load", id, "--cache-root", base).succeeded();
    }

    @Test
    void load_printsTheFolderInTheBase_alsoOffline() {
        String there = base.resolve(id.shortId().text()).resolve("1.0.0").toString();

        assertThat(tool.run("load", id, "--cache-base", folder.resolve("none"), "--cache-base", base)
                        .line())
                .isEqualTo(there);
        assertThat(tool.run("load", id, "--offline", "--cache-base", base).line())
                .isEqualTo(there);
        assertThat(tool.cache()).doesNotExist();
    }

    @Test
    void fetch_copiesFromTheBase() {
        Path target = folder.resolve("target");

        tool.run("fetch", id, target, "--offline", "--cache-base", base).succeeded();
        assertThat(target.resolve("net/weights.txt")).exists();
        assertThat(base.resolve(id.shortId().text()).resolve("1.0.0/net/weights.txt"))
                .exists();
    }

    @Test
    void list_showsIt_andRemove_saysThatItStays() {
        assertThat(tool.run("cache", "list", "--cache-base", base).line())
                .startsWith(id.toString())
                .endsWith("in a base: " + base.resolve(id.shortId().text()).resolve("1.0.0"));
        assertThat(tool.run("cache", "list", "--cache-base", base, "--json")
                        .succeeded()
                        .out())
                .contains("\"inBase\": true");
        tool.run("cache", "remove", id, "--cache-base", base).failed(1, "it stays in a base");
        assertThat(tool.run("cache", "prune", "--max-size", "0B", "--sparing", "0s", "--cache-base", base)
                        .succeeded()
                        .out())
                .isEmpty();
        assertThat(base.resolve(id.shortId().text()).resolve("1.0.0")).isDirectory();
    }

    @Test
    void doctor_namesTheBases_andWhatIsWrongWithThem() {
        assertThat(tool.run("doctor", "--cache-base", base).succeeded().out())
                .contains("cache bases: " + base, base + ": a base, works");
        Path none = folder.resolve("none");
        Outcome missing = tool.run("doctor", "--cache-base", none);
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.out())
                .contains(none + ": a base, does not work", "there is no such folder", "an option of the command");
        Outcome wrong = tool.run("doctor", "--cache-base", tool.cache());
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.out()).contains("the cache base " + tool.cache() + " is the cache root");
    }
}
