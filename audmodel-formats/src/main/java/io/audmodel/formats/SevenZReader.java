package io.audmodel.formats;

import io.audmodel.archive.support.EntryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/** Unpacks a 7z archive. */
final class SevenZReader {

    /** Attributes of Windows. */
    private static final int DEVICE = 0x40;

    private static final int REPARSE_POINT = 0x400;

    /** The mark of 7-Zip for systems of Unix, whose mode is in the upper half. */
    private static final int UNIX = 0x8000;

    private final EntryFolder folder;

    SevenZReader(EntryFolder folder) {
        this.folder = folder;
    }

    /** @throws IOException if the archive is damaged */
    void unpack(SeekableByteChannel bytes, int mostKibibytes) throws IOException {
        try (SevenZFile archive = SevenZFile.builder()
                .setSeekableByteChannel(bytes)
                .setMaxMemoryLimitKiB(mostKibibytes)
                .get()) {
            for (SevenZArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpack(entry, archive);
            }
        } catch (PasswordRequiredException e) {
            throw folder.corrupt("it is encrypted", e);
        }
    }

    private void unpack(SevenZArchiveEntry entry, SevenZFile archive) throws IOException {
        String stored = entry.getName() == null ? "" : entry.getName();
        String name = entry.isDirectory() && stored.endsWith("/") ? stored.substring(0, stored.length() - 1) : stored;
        int attributes = entry.getHasWindowsAttributes() ? entry.getWindowsAttributes() : 0;
        boolean unix = (attributes & UNIX) != 0;
        int mode = unix ? attributes >>> 16 : 0;
        if (!Names.isText(name)) {
            throw folder.corruptEntry(name, Names.NO_TEXT);
        }
        if (entry.isAntiItem()) {
            throw folder.corruptEntry(name, "is a mark for something to delete; only files and folders are allowed");
        }
        if ((attributes & REPARSE_POINT) != 0) {
            throw folder.corruptEntry(name, "is a link; only files and folders are allowed");
        }
        if ((attributes & DEVICE) != 0) {
            throw folder.corruptEntry(name, "is a device; only files and folders are allowed");
        }
        if (!entry.isDirectory()) {
            folder.addFile(name, entry.getSize(), mode, unix, new Content(archive));
        } else if (entry.hasStream()) {
            throw folder.corruptEntry(name, "is a folder with content");
        } else {
            folder.addFolder(name, mode, unix);
        }
    }

    /** The content of the entry that the archive is at. */
    private static final class Content extends InputStream {

        private final SevenZFile archive;

        Content(SevenZFile archive) {
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            return archive.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return archive.read(into, offset, length);
        }
    }
}
