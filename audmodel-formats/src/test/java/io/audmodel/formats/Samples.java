package io.audmodel.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The same small model in each format. */
final class Samples {

    private Samples() {}

    /** With the files {@code model.bin} and {@code config/labels.txt}, of 53 bytes, and the empty folder {@code logs}. */
    static byte[] of(ArchiveFormat format) {
        return switch (format) {
            case ZIP -> zip();
            case SEVEN_Z -> HostileSevenZs.plain();
            default ->
                Compressors.compress(
                        new TarBuilder()
                                .file("model.bin", "weights of a model, and again: weights of a model")
                                .file("config/labels.txt", "a\nb\n")
                                .folder("logs/")
                                .build(),
                        format);
        };
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("model.bin"));
            zip.write("weights of a model, and again: weights of a model".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("config/labels.txt"));
            zip.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("logs/"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
