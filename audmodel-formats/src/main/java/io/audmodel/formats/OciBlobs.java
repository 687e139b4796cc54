package io.audmodel.formats;

import io.audmodel.formats.Staging.Writer;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The content of an OCI image layout: each blob is a file that is named by its SHA-256. */
final class OciBlobs {

    /**
     * What was stored.
     *
     * @param sha256 in hexadecimal
     * @param size in bytes
     */
    record Blob(String sha256, long size) {

        String digest() {
            return "sha256:" + sha256;
        }
    }

    private final Path folder;

    private OciBlobs(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder for the blobs of a layout. */
    static OciBlobs in(Path layout) throws IOException {
        return new OciBlobs(Files.createDirectories(layout.resolve("blobs").resolve("sha256")));
    }

    Blob add(byte[] content) throws IOException {
        return add(out -> out.write(content));
    }

    /** Stores what is written; the same content is stored once. */
    Blob add(Writer writer) throws IOException {
        Path file = folder.resolve("unfinished");
        MessageDigest digest = Checksum.newSha256();
        Staging.write(file, out -> {
            OutputStream digesting = new DigestOutputStream(out, digest);
            writer.writeTo(digesting);
            digesting.flush();
        });
        Blob blob = new Blob(HexFormat.of().formatHex(digest.digest()), Files.size(file));
        Files.move(file, folder.resolve(blob.sha256()), StandardCopyOption.ATOMIC_MOVE);
        return blob;
    }

    void force() {
        Staging.force(folder);
    }
}
