package io.audmodel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("/m/f"), "it does not exist", "/m/f: it does not exist"),
                Arguments.of(new NotDirectoryException("/m/f"), "it is no folder", "/m/f: it is no folder"),
                Arguments.of(
                        new java.nio.file.AccessDeniedException("/m/f"),
                        "this process has no permission",
                        "/m/f: this process has no permission"),
                Arguments.of(
                        new FileSystemException("/m/f", null, "No space left on device"),
                        "No space left on device",
                        "/m/f: No space left on device"),
                Arguments.of(new IOException("Input/output error"), "Input/output error", "Input/output error"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void of_isInWords_andWithFileNamesIt(IOException failure, String reason, String named) {
        assertThat(Reasons.of(failure)).isEqualTo(reason);
        assertThat(Reasons.withFile(failure)).isEqualTo(named);
    }
}
