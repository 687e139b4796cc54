package io.audmodel.archive.unpack;

import io.audmodel.archive.EntryRules;
import io.audmodel.archive.Quota;
import io.audmodel.archive.ZipFormat;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.PlainText;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** The table of contents of an archive, checked for itself. */
final class ZipDirectory {

    /** The average room for an entry, which bounds the memory that a list of long names can take. */
    private static final long BYTES_PER_ENTRY = 256;

    private static final long BYTES_AT_LEAST = 1 << 16;

    /** A directory takes about as much memory as it has bytes; the rest of the heap is needed for the work. */
    private static final long MOST_BYTES =
            Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2);

    private static final int BUFFER = 1 << 16;

    private final ZipSource source;
    private final ZipMembers members;
    private final long[] offsets;
    private final ZipTail tail;
    private final int files;
    private final Checksum checksum;

    private ZipDirectory(ZipSource source, ZipMembers members, ZipTail tail, Checksum checksum) {
        this.source = source;
        this.members = members;
        this.tail = tail;
        this.checksum = checksum;
        this.offsets = members.offsets();
        this.files = members.files();
    }

    /**
     * Reads the table of contents.
     *
     * @param windows whether the target folder has the rules of Windows for names
     * @throws CorruptArchiveException if an entry cannot be unpacked safely
     * @throws LimitExceededException if the archive exceeds the limits
     */
    static ZipDirectory read(ZipSource source, ArchiveLimits limits, boolean windows) throws IOException {
        ZipTail tail = ZipTail.find(source);
        Quota quota = new Quota(source.name(), limits);
        quota.requireEntries(tail.entries());
        quota.requireDirectory(tail.length(), BYTES_AT_LEAST + BYTES_PER_ENTRY * limits.maxEntries());
        quota.requireMemory(tail.length(), MOST_BYTES);

        ZipDirectory directory = read(source, tail, quota, windows);
        if (directory.files == 0) {
            throw source.corrupt("it holds no file, and a model has at least one");
        }
        directory.requireTree(quota);
        directory.requireNoOverlap();
        return directory;
    }

    private static ZipDirectory read(ZipSource source, ZipTail tail, Quota quota, boolean windows) throws IOException {
        if (tail.entries() > tail.length() / ZipFormat.CENTRAL_LENGTH) {
            throw source.corrupt("its central directory has " + tail.length() + " bytes, too few for " + tail.entries()
                    + " entries");
        }
        MessageDigest digest = Checksum.newDigest();
        ZipMembers.Table table = new ZipMembers.Table((int) tail.entries());
        if (tail.length() > 0) {
            read(source, tail, quota, windows, digest, table);
        }
        return new ZipDirectory(source, table.inTreeOrder(), tail, Checksum.ofDigest(digest.digest()));
    }

    private static void read(
            ZipSource source, ZipTail tail, Quota quota, boolean windows, MessageDigest digest, ZipMembers.Table table)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, tail.length()));
        try (RangeReader range = source.range(tail.offset(), tail.length(), buffer, digest)) {
            MemberParser parser = new MemberParser(source, range, new MemberRules(source, windows));
            for (long i = 0; i < tail.entries(); i++) {
                ZipMember member = parser.next();
                quota.requireBytes(member.name(), member.size());
                table.add(member);
            }
            if (!range.atEnd()) {
                throw source.corrupt("its central directory is longer than its " + tail.entries() + " entries");
            }
        }
    }

    /**
     * Whether the bytes that arrive now differ from those that this was read from: then one of them was damaged on the
     * way.
     */
    boolean isOtherThanIn(ZipSource anew) throws IOException {
        MessageDigest digest = Checksum.newDigest();
        try (RangeReader range = anew.range(tail.offset(), tail.length(), ByteBuffer.allocate(BUFFER), digest)) {
            range.skipTo(tail.offset() + tail.length());
        }
        return !Checksum.ofDigest(digest.digest()).equals(checksum);
    }

    /** All files and folders in tree order. */
    ZipMembers members() {
        return members;
    }

    /** The MD5 of the table of contents as it is stored. */
    Checksum checksum() {
        return checksum;
    }

    /** How many of the members are files. */
    int files() {
        return files;
    }

    /** The end of an entry's room: the next entry, or the table of contents. */
    long endOf(ZipMember member) {
        return endOf(member.offset());
    }

    private long endOf(long offset) {
        int next = Arrays.binarySearch(offsets, offset) + 1;
        return next < offsets.length ? offsets[next] : tail.offset();
    }

    /** As {@link #endOf}, but no more than an entry of this length can take. */
    long roomOf(ZipMember member) {
        return Math.min(endOf(member), member.offset() + LocalHeader.LONGEST + member.packed());
    }

    private void requireTree(Quota quota) {
        FolderTrail trail = new FolderTrail();
        long nodes = 0;
        for (int i = 0; i < members.size(); i++) {
            if (i > 0 && members.areNamedAlike(i, i - 1)) {
                throw source.corruptEntry(members.get(i).name(), EntryRules.TWICE);
            }
            if (i > 0 && !members.isFolder(i - 1) && members.isBelow(i, i - 1)) {
                String file = PlainText.quoted(members.get(i - 1).name());
                throw source.corruptEntry(members.get(i).name(), EntryRules.problemOfParent(file));
            }
            if (i == 0 || !members.areBeside(i, i - 1)) {
                List<String> folders = members.get(i).folders();
                nodes += folders.size() - trail.follow(folders);
            }
            nodes += members.isFolder(i) ? 0 : 1;
            quota.requireEntries(nodes);
        }
    }

    private boolean fits(int index, int nameBytes) {
        long room = endOf(members.offset(index)) - ZipFormat.LOCAL_LENGTH - nameBytes;
        return members.packed(index) <= room && members.offset(index) <= room - members.packed(index);
    }

    private void requireNoOverlap() {
        for (int i = 0; i < members.size(); i++) {
            // In the other charset a name has as many bytes as in UTF-8, or fewer; the name of a folder ends with a
            // slash.
            if (!fits(i, members.nameBytes(i) + 1) && !fits(i, members.get(i).storedName().length)) {
                throw source.corruptEntry(
                        members.get(i).name(), "overlaps with another entry or the central directory");
            }
        }
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] == offsets[i - 1]) {
                throw source.corrupt("two entries are at the same place, " + offsets[i]);
            }
        }
    }
}
