package io.audmodel.formats;

import io.audmodel.Progress;
import io.audmodel.ProgressListener;
import io.audmodel.archive.support.ModelZip;
import io.audmodel.error.PlainText;
import io.audmodel.model.Compression;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes a cached model in each of the formats. */
final class ModelWriter {

    private static final int LEVEL = 6;
    private static final int BUFFER = 1 << 16;

    private final ExportedModel model;
    private final ProgressListener progress;
    private final long total;

    ModelWriter(Path folder, ExactRef ref, ModelHeader header, ProgressListener progress) {
        this.progress = progress;
        this.model = ExportedModel.in(folder, ref, header, this::report);
        this.total = model.bytes();
    }

    private void report(long done) {
        progress.onProgress(new Progress(Progress.Phase.UNPACK, done, total));
    }

    ExportReport write(ExportFormat format, Path target, Staging staging) throws IOException {
        switch (format) {
            case FOLDER -> writeFolder(staging.path());
            case TAR_GZ -> staging.writeFile(this::writeTarGz);
            case ZIP -> writeZip(Compression.auto(), staging);
            case DEFLATED_ZIP -> writeZip(Compression.deflated(LEVEL), staging);
            case OCI_LAYOUT -> new OciLayout(model).write(staging.path());
        }
        return new ExportReport(model.ref(), target, format, model.files().size(), total);
    }

    private void writeFolder(Path root) throws IOException {
        Files.createDirectory(root);
        Set<String> folders = new HashSet<>();
        for (ExportedFile file : model.files()) {
            int end = file.name().lastIndexOf('/');
            if (end > 0) {
                makeFolders(root, file.name().substring(0, end), folders);
            }
            Path copy = root.resolve(file.name());
            Staging.write(copy, out -> model.copy(file, out));
            if (file.executable()) {
                makeExecutable(copy);
            }
        }
        for (String name : model.emptyFolders()) {
            makeFolders(root, name, folders);
        }
        folders.forEach(name -> Staging.force(root.resolve(name)));
        Staging.force(root);
    }

    private static void makeFolders(Path root, String name, Set<String> made) throws IOException {
        if (made.add(name)) {
            int end = name.lastIndexOf('/');
            if (end > 0) {
                makeFolders(root, name.substring(0, end), made);
            }
            Files.createDirectory(root.resolve(name));
        }
    }

    /** For those who may read it, as the umask of this process has decided. */
    private static void makeExecutable(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> rights = new HashSet<>(Files.getPosixFilePermissions(file));
        if (rights.contains(PosixFilePermission.OWNER_READ)) {
            rights.add(PosixFilePermission.OWNER_EXECUTE);
        }
        if (rights.contains(PosixFilePermission.GROUP_READ)) {
            rights.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (rights.contains(PosixFilePermission.OTHERS_READ)) {
            rights.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, rights);
    }

    /** The header of gzip has neither name nor time, and says that the system is not known. */
    private void writeTarGz(OutputStream out) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(LEVEL);
        parameters.setDeflateStrategy(Deflater.DEFAULT_STRATEGY);
        parameters.setOS(GzipParameters.OS.UNKNOWN);
        try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(new Unclosed(out), parameters);
                OutputStream buffered = new BufferedOutputStream(gzip, BUFFER)) {
            new TarWriter(model).write(model.files(), model.emptyFolders(), buffered);
        }
    }

    private void writeZip(Compression compression, Staging staging) throws IOException {
        if (!model.emptyFolders().isEmpty()) {
            throw new UnexportableModelException(
                    "model " + model.ref() + " has the empty folder "
                            + PlainText.quoted(model.emptyFolders().get(0))
                            + ", which the ZIP files of models do not keep: export it as tar.gz or as a folder",
                    null);
        }
        staging.writeFile(
                out -> ModelZip.pack(model.folder(), compression, this::report).writeTo(out));
    }

    /** A stream that is forced to the disk before it is closed. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
