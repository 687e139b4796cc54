package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IniFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEY = value",
                "key:value",
                "\u00a0key\u00a0=\u00a0value\u0085",
                "key=\u2007value\u202f",
                "key =\t'value'",
                "key = value\n# comment\n\n",
                "key = \n  value\n[other]\nkey = x",
                "other = val\nkey = %(other)sue",
                "[DEFAULT]\nkey = value\n[host]\nx = y"
            })
    void section_hasTheValuesOfPython(String lines) throws IOException {
        assertThat(read("[host]\n" + lines).section("host").get("key").strip()).isEqualTo("value");
    }

    @Test
    void continuedLine_isNoKey() throws IOException {
        assertThat(read("[host]\nkey = a\n  x = b\n").section("host")).isEqualTo(Map.of("key", "a\nx = b"));
    }

    @Test
    void valueInVain_hidesTheDefault() throws IOException {
        assertThat(read("[DEFAULT]\nkey = a\n[host]\nkey =\n").section("host")).isEmpty();
    }

    @Test
    void percentSigns_areTwo_orLeftAsTheyAre() throws IOException {
        assertThat(read("[host]\na = 5%%\nb = 5%\nc = %(none)s\nd = %(d)s\n").section("host"))
                .isEqualTo(Map.of("a", "5%", "b", "5%", "c", "%(none)s", "d", "%(d)s"));
    }

    @Test
    void mark_beforeTheFirstLine_isNoText() throws IOException {
        assertThat(read("\uFEFF[host]\nkey = value").sections()).containsExactly("host");
    }

    @Test
    void missingFile_hasNoSections_andAnUnreadableOneIsAnError() throws IOException {
        assertThat(IniFile.read(folder.resolve("none")).sections()).isEmpty();
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {'[', (byte) 0xff, ']'});
        assertThatThrownBy(() -> IniFile.read(bytes))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(bytes.toString());
    }

    private IniFile read(String text) throws IOException {
        return IniFile.read(Files.writeString(folder.resolve("file"), text));
    }
}
