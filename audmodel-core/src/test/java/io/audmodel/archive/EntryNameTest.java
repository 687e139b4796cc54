package io.audmodel.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {

    @ParameterizedTest
    @CsvSource({
        "/a, is absolute",
        "a//b, has the segment ''",
        "a/./b, has the segment '.'",
        "../b, has the segment '..'",
    })
    void problem_saysWhatIsWrong(String name, String problem) {
        assertThat(EntryName.problem(name)).hasValue(problem);
    }

    @Test
    void problem_oddCharacters_areNamedByNumber() {
        assertThat(EntryName.problem("a\u0000b")).hasValue("has the character U+0000");
        assertThat(EntryName.problem("a\ud83db")).hasValue("is not Unicode text (U+D83D)");
    }

    @Test
    void problem_lengthIsCountedInBytes() {
        assertThat(EntryName.problem("é".repeat(32_767))).isEmpty();
        assertThat(EntryName.problem("é".repeat(32_768))).hasValue("is longer than 65535 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b",
                "...",
                "a..b/..c",
                "😀",
                "xy:z",
                "a/c:",
                "con",
                "a ",
                "%2e%2e/x",
                "~",
                "x:/a",
                "a\\b",
                "a\nb",
                "a\u0085b"
            })
    void problem_harmlessName_hasNone(String name) {
        assertThat(EntryName.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con",
                "a/NUL.txt",
                "aux.tar.gz/x",
                "Com1",
                "LPT9.log",
                "COM¹",
                "CONIN$",
                "prn .txt",
                "a.",
                "a ",
                "a/b. /c",
                "a:b",
                "what?",
                "*",
                "<",
                ">",
                "|",
                "\"",
                "...",
                "a/ ",
                "x:/a",
                "a\\b",
                "a\nb",
                "a\u001fb",
                "line\nbreak."
            })
    void problemOnWindows_reservedName_isRefused(String name) {
        assertThat(EntryName.problemOnWindows(name)).get().asString().contains("which Windows does not allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "console", "com", "COM10", "aux-1/b", ".hidden", "a b", "Ünï", "con_", "xcon"})
    void problemOnWindows_otherName_isFine(String name) {
        assertThat(EntryName.problemOnWindows(name)).isEmpty();
    }
}
