package io.audmodel.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes files of a model as a tar archive, whose bytes depend on nothing but names, contents, and which files are
 * executable: no owner, no time.
 */
final class TarWriter {

    private static final int MODE_OF_FILES = 0644;
    private static final int MODE_OF_PROGRAMS = 0755;

    private final ExportedModel model;

    TarWriter(ExportedModel model) {
        this.model = model;
    }

    /** Writes files, and empty folders after them. The stream stays open. */
    void write(List<ExportedFile> files, List<String> folders, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (ExportedFile file : files) {
            TarArchiveEntry entry = plain(new TarArchiveEntry(file.name(), TarConstants.LF_NORMAL));
            entry.setMode(modeOf(file));
            entry.setSize(file.size());
            tar.putArchiveEntry(entry);
            model.copy(file, tar);
            tar.closeArchiveEntry();
        }
        for (String folder : folders) {
            TarArchiveEntry entry = plain(new TarArchiveEntry(folder + "/", TarConstants.LF_DIR));
            entry.setMode(MODE_OF_PROGRAMS);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        tar.finish();
        tar.flush();
    }

    static int modeOf(ExportedFile file) {
        return file.executable() ? MODE_OF_PROGRAMS : MODE_OF_FILES;
    }

    /** By default the user's name and the time of now are in an entry. */
    private static TarArchiveEntry plain(TarArchiveEntry entry) {
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(0);
        return entry;
    }
}
