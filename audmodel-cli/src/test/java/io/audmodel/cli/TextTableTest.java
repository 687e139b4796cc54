package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void wideLetters_areCutWhole() {
        TextTable table = new TextTable("ID", "NAME");
        table.add("1", "日本語日本語");

        assertThat(table.lines(10, 1)).containsExactly("ID  NAME", "1   日本…");
    }

    private static TextTable table() {
        TextTable table = new TextTable("ID", "NAME", "AUTHOR");
        table.add("494f1d7b-1.0.0", "speech-emotion-of-many-people", "anna");
        table.add("f74a8d32-10.0.0", "日本語", "b\u202Eob\u001B[31m");
        return table;
    }

    @Test
    void columns_areAsWideAsTheirTexts_andTextsAreHarmless() {
        assertThat(table().lines(0, 1))
                .containsExactly(
                        "ID               NAME                           AUTHOR",
                        "494f1d7b-1.0.0   speech-emotion-of-many-people  anna",
                        "f74a8d32-10.0.0  日本語                         b\\u202Eob\\u001B[31m");
    }

    @Test
    void columns_areCutWhereTheTerminalIsNarrower_andNoFurtherThanIsReadable() {
        assertThat(table().lines(48, 1))
                .containsExactly(
                        "ID               NAME            AUTHOR",
                        "494f1d7b-1.0.0   speech-emotio…  anna",
                        "f74a8d32-10.0.0  日本語          b\\u202Eob\\u001…");
        assertThat(table().lines(10, 1))
                .containsExactly(
                        "ID               NAME    AUTHOR",
                        "494f1d7b-1.0.0   speec…  anna",
                        "f74a8d32-10.0.0  日本語  b\\u20…");
    }
}
