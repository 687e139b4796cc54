package io.audmodel.archive.unpack;

import io.audmodel.archive.EntryRules;
import io.audmodel.archive.ZipFormat;
import io.audmodel.error.CorruptArchiveException;

/**
 * What an entry must be to be unpacked: a plain file or folder with a harmless name, stored or deflated.
 */
final class MemberRules {

    private static final int NEWEST = 63;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int PATCH = 1 << 5;

    /** The flags of entries that need a key or another file. */
    static final int UNREADABLE = ENCRYPTED | PATCH;

    private final ZipSource source;
    private final boolean windows;

    /** @param windows whether the target folder has the rules of Windows for names */
    MemberRules(ZipSource source, boolean windows) {
        this.source = source;
        this.windows = windows;
    }

    /**
     * @param unix whether the entry was made on a system where a backslash does not separate folders
     * @throws CorruptArchiveException if the name leaves the folder, or cannot be a file's on this system
     */
    void requireName(String name, boolean unix) {
        EntryRules.problemOfName(name, unix, windows).ifPresent(problem -> {
            throw source.corruptEntry(name, problem);
        });
    }

    /** @throws CorruptArchiveException if the content cannot be read without a key or another method */
    void requirePlain(String name, int flags, int method) {
        if ((flags & ENCRYPTED) != 0) {
            throw source.corruptEntry(name, "is encrypted");
        }
        if ((flags & PATCH) != 0) {
            throw source.corruptEntry(name, "is a patch for another file");
        }
        if (method != ZipFormat.STORED && method != ZipFormat.DEFLATED) {
            throw source.corruptEntry(
                    name, "is compressed by method " + method + "; only 0 (stored) and 8 (deflated)" + " are allowed");
        }
    }

    /**
     * @param version the version of the format that the entry needs
     * @param part the part of the archive that the entry names
     * @throws CorruptArchiveException if some readers cannot read it
     */
    void requireReadable(String name, int version, int part) {
        if (version < 0 || version > NEWEST) {
            throw source.corruptEntry(
                    name,
                    "needs version " + Byte.toUnsignedInt((byte) version) / 10.0 + " of the format; the newest" + " is "
                            + NEWEST / 10.0);
        }
        if (part != 0) {
            throw source.corruptEntry(name, "is said to be in another part of the archive");
        }
    }

    /**
     * @param mode the Unix mode, or 0 if the archive comes from another system
     * @throws CorruptArchiveException if the mode is neither that of a file nor of a folder
     */
    void requireType(String name, int mode, boolean folder) {
        EntryRules.problemOfType(mode, folder).ifPresent(problem -> {
            throw source.corruptEntry(name, problem);
        });
    }

    /** @throws CorruptArchiveException if the numbers contradict each other */
    void requireSizes(ZipMember member) {
        if (member.size() < 0 || member.packed() < 0 || member.offset() < 0) {
            throw source.corruptEntry(member.name(), "has a size or position beyond 2^63");
        }
        if (!member.deflated() && member.size() != member.packed()) {
            throw source.corruptEntry(
                    member.name(),
                    "is stored, but has " + member.packed() + " bytes in the archive" + " and " + member.size()
                            + " outside");
        }
        if (member.folder() && member.size() != 0) {
            throw source.corruptEntry(member.name(), "is a folder with content");
        }
    }
}
