package io.audmodel.archive.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.Sandbox;
import io.audmodel.backend.Content;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackChangeTest {

    @TempDir
    Path folder;

    private Path file;
    private Content content;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void scan() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(root.resolve("a"), "x".repeat(1000));
        file = Files.writeString(root.resolve("b"), "content");
        content = ModelArchive.pack(root, Compression.auto(), ArchiveProgress.none());
    }

    @Test
    void writeTo_fileGrew_breaksOff() throws IOException {
        Files.writeString(file, "longer content");

        breaksOff("b changed while it was packed: it had 7 bytes");
    }

    @Test
    void writeTo_fileShrank_breaksOff() throws IOException {
        Files.writeString(file, "short");

        breaksOff("b changed while it was packed");
    }

    @Test
    void writeTo_fileRewrittenWithTheSameLength_breaksOff() throws IOException {
        Files.writeString(file, "CONTENT");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        breaksOff("b changed while it was packed");
    }

    @Test
    void writeTo_fileGone_breaksOff() throws IOException {
        Files.delete(file);

        breaksOff("b cannot be read any more");
    }

    @Test
    void writeTo_fileReplacedByALink_breaksOff() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "content");
        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        breaksOff("b cannot be read any more");
    }

    @Test
    void writeTo_interrupted_isCancelledAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> content.writeTo(out)).isInstanceOf(CancelledException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        refusedWhenRead();
    }

    @Test
    void writeTo_failingStream_passesItsExceptionOn() {
        IOException failure = new IOException("no more room");
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw failure;
            }
        };

        assertThatThrownBy(() -> content.writeTo(failing)).isSameAs(failure);
    }

    @Test
    void writeTo_leavesTheStreamOpen() throws IOException {
        boolean[] closed = {false};

        content.writeTo(new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        });

        assertThat(closed[0]).isFalse();
    }

    private void breaksOff(String problem) {
        assertThatThrownBy(() -> content.writeTo(out))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(problem);
        refusedWhenRead();
    }

    /** What was written until then is no archive that anybody could take for a whole one. */
    private void refusedWhenRead() {
        Sandbox sandbox = Sandbox.in(folder.resolve("sandbox"));
        assertThatThrownBy(() -> sandbox.unpack(out.toByteArray())).isInstanceOf(CorruptArchiveException.class);
    }
}
