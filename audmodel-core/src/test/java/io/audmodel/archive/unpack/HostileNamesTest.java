package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.Sandbox;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.inputs.ZipBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("reliability")
class HostileNamesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "..",
                ".",
                "a/..",
                "./a",
                "a/./b",
                "a//b",
                "/etc/evil",
                "//server/evil",
                "",
                "/",
                "../",
                "a/../",
                "nul\u0000.txt"
            })
    void unpack_unsafeName_isRefusedBeforeAnythingIsWritten(String name) {
        refuses(new ZipBuilder().entry("good", "1").entry(name, "2").entry("later", "3"), "entry '");
    }

    @ParameterizedTest
    @CsvSource({
        "a, a, is there twice",
        "a/b, a/b, is there twice",
        "a/, a/, is there twice",
        "a, a/, is there twice",
        "a, a/b, 'which is a file, not a folder'",
        "a/b/c, a/b, 'which is a file, not a folder'",
        "a/b/c/d, a, 'which is a file, not a folder'",
    })
    void unpack_clashingNames_areRefusedBeforeAnythingIsWritten(String one, String other, String problem) {
        refuses(
                new ZipBuilder()
                        .entry("a b", "0")
                        .entry(one, "")
                        .entry("a-b", "0")
                        .entry(other, ""),
                problem);
    }

    @Test
    void unpack_nameNotUtf8_isRefused() {
        refuses(new ZipBuilder().entry("x", "", e -> e.name = new byte[] {'a', (byte) 0xC3, '(', 'b'}), "UTF-8");
    }

    @Test
    void unpack_surrogateInUtf8_isRefused() {
        byte[] surrogate = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
        refuses(new ZipBuilder().entry("x", "", e -> e.name = surrogate), "UTF-8");
    }

    @Test
    void unpack_overlongDots_areRefused() {
        byte[] overlong = {(byte) 0xC0, (byte) 0xAE, (byte) 0xC0, (byte) 0xAE, '/', 'x'};
        refuses(new ZipBuilder().entry("x", "", e -> e.name = overlong), "UTF-8");
    }

    @Test
    void unpack_otherNameInLocalHeader_isRefused() {
        byte[] other = "../x".getBytes(StandardCharsets.UTF_8);
        refuses(new ZipBuilder().entry("good", "1", e -> e.localName = other), "another name in its local header");
    }

    @Test
    void unpack_nameInCodePage437_isReadAsPythonDoes() {
        byte[] name = {(byte) 0x81, 'b', 'e', 'r'};
        Sandbox sandbox = Sandbox.in(folder);

        sandbox.unpack(new ZipBuilder()
                .entry("x", "1", e -> {
                    e.name = name;
                    e.flags = 0;
                })
                .build());

        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys("über");
    }

    @Test
    void unpack_lookalikesOfUnsafeNames_areKept() {
        Sandbox sandbox = Sandbox.in(folder);

        sandbox.unpack(new ZipBuilder()
                .entry("...", "1")
                .entry("..a/b..", "2")
                .entry("ab:c", "3")
                .entry("~/x", "4")
                .entry(" ", "5")
                .entry("CON", "6")
                .build());

        assertThat(Sandbox.tree(sandbox.target()))
                .containsOnlyKeys("...", "..a", "..a/b..", "ab:c", "~", "~/x", " ", "CON");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void unpack_namesThatLinuxHas_areKept() {
        Sandbox sandbox = Sandbox.in(folder);
        String[] names = {
            "x:0.npy",
            "C:",
            "C:/x",
            "a\\b",
            "..\\x",
            "\\x",
            "line\nbreak",
            "escape\u001b[31m",
            "delete\u007f",
            "c1\u0085"
        };
        ZipBuilder archive = new ZipBuilder();
        Arrays.stream(names).filter(name -> !name.equals("C:")).forEach(name -> archive.entry(name, "1"));

        sandbox.unpack(archive.build());

        assertThat(Sandbox.tree(sandbox.target())).containsOnlyKeys(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:0.npy", "C:/x", "a\\b", "..\\x", "line\nbreak", "CON", "a.", "what?"})
    void directory_nameThatWindowsCannotHave_isRefusedOnWindowsAlone(String name) throws IOException {
        byte[] archive = new ZipBuilder().entry(name, "1").build();
        ZipSource source = new ZipSource(ArchiveBytes.of(List.of(archive)), "the-archive");

        assertThat(ZipDirectory.read(source, Sandbox.LIMITS, false).files()).isOne();
        assertThatThrownBy(() -> ZipDirectory.read(source, Sandbox.LIMITS, true))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("which Windows does not allow");
    }

    @Test
    void unpack_backslashFromASystemWhereItSeparatesFolders_isRefused() {
        refuses(new ZipBuilder().entry("a\\b", "1", e -> e.host = 0), "separates folders where the archive was made");
    }

    private void refuses(ZipBuilder archive, String problem) {
        Sandbox sandbox = Sandbox.in(folder);
        var before = sandbox.surroundings();

        assertThatThrownBy(() -> sandbox.unpack(archive.build()))
                .isInstanceOf(CorruptArchiveException.class)
                .hasMessageContaining("the-archive")
                .hasMessageContaining(problem)
                .message()
                .doesNotContainPattern("[\\x00-\\x1f\\x7f]");

        assertThat(Sandbox.tree(sandbox.target())).isEmpty();
        assertThat(sandbox.surroundings()).isEqualTo(before);
    }
}
