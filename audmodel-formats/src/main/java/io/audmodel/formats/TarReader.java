package io.audmodel.formats;

import io.audmodel.archive.support.EntryFolder;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Unpacks a tar archive, in one pass. */
final class TarReader {

    private static final String LINK =
            "is a link; only files and folders are allowed: pack what it points to in its place"
                    + " (tar --dereference --hard-dereference)";

    /** The library calls itself for each piece of a sparse file that one read takes. */
    private static final int SHORT_READ = 512;

    private final EntryFolder folder;

    TarReader(EntryFolder folder) {
        this.folder = folder;
    }

    /** @throws IOException if the archive is damaged */
    void unpack(InputStream bytes) throws IOException {
        TarGuard guard = new TarGuard(bytes);
        // A record of one block: the reader would pass by what is in the rest of a longer one.
        TarArchiveInputStream tar =
                new TarArchiveInputStream(guard, TarGuard.BLOCK, TarConstants.DEFAULT_RCDSIZE, "UTF-8", false);
        for (TarArchiveEntry entry = next(tar, guard); entry != null; entry = next(tar, guard)) {
            unpack(entry, tar);
        }
        guard.requireEnd();
    }

    private TarArchiveEntry next(TarArchiveInputStream tar, TarGuard guard) throws IOException {
        guard.beginHeader();
        TarArchiveEntry entry = tar.getNextEntry();
        if (entry != null) {
            guard.endHeader();
            try {
                TarNames.requireRelative(guard.header());
            } catch (TarNames.AbsoluteNameException e) {
                throw folder.corruptEntry(String.valueOf(e.getMessage()), "is absolute");
            }
        }
        return entry;
    }

    private void unpack(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        String name = plainName(entry.getName());
        byte type = entry.getLinkFlag();
        if (!Names.isText(name)) {
            throw folder.corruptEntry(name, Names.NO_TEXT);
        }
        if (entry.isLink() || entry.isSymbolicLink()) {
            throw folder.corruptEntry(name, LINK);
        }
        boolean isFile = type == TarConstants.LF_OLDNORM
                || type == TarConstants.LF_NORMAL
                || type == TarConstants.LF_CONTIG
                || entry.isSparse();
        if (!isFile && type != TarConstants.LF_DIR) {
            throw folder.corruptEntry(name, typeProblem(entry, type));
        }
        if (!entry.isDirectory()) {
            InputStream content = entry.isSparse() ? new ShortReads(tar) : tar;
            folder.addFile(name, entry.getRealSize(), entry.getMode(), true, content);
        } else if (entry.getSize() != 0) {
            throw folder.corruptEntry(name, "is a folder with content");
        } else if (!name.equals(".")) {
            folder.addFolder(name, entry.getMode(), true);
        }
    }

    /** A name without what {@code tar -C folder .} puts before each, and without the slash that ends that of a folder. */
    private static String plainName(String stored) {
        String name = stored.startsWith("./") && stored.length() > 2 ? stored.substring(2) : stored;
        return name.endsWith("/") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
    }

    private static String typeProblem(TarArchiveEntry entry, byte type) {
        if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            return "is a device or a pipe; only files and folders are allowed";
        }
        return "is of the type '" + (char) Byte.toUnsignedInt(type) + "'; only files and folders are allowed";
    }

    private static final class ShortReads extends FilterInputStream {

        ShortReads(InputStream content) {
            super(content);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return in.read(into, offset, Math.min(length, SHORT_READ));
        }
    }
}
