package io.audmodel.archive;

import java.nio.file.FileSystems;
import java.util.Optional;

/** What an entry of an archive must be to be unpacked, in whichever format: a plain file or folder with a harmless name. */
public final class EntryRules {

    /** The problem of an entry whose name another entry has. */
    public static final String TWICE = "is there twice";

    private static final boolean WINDOWS =
            FileSystems.getDefault().getSeparator().equals("\\");

    private static final int TYPE = 0170000;
    private static final int TYPE_FILE = 0100000;
    private static final int TYPE_FOLDER = 0040000;
    private static final int TYPE_LINK = 0120000;
    private static final int OWNER_EXECUTES = 0100;

    private EntryRules() {}

    /** Whether this system has the rules of Windows for names. */
    public static boolean isWindows() {
        return WINDOWS;
    }

    /** Whether a file of this Unix mode is executable for its owner. */
    public static boolean isExecutable(int mode) {
        return (mode & OWNER_EXECUTES) != 0;
    }

    /**
     * What is wrong with a name: it leaves the folder, or cannot be a file's on this system. Empty if nothing is.
     *
     * @param name without the slash that ends the name of a folder
     * @param unix whether the entry was made on a system where a backslash does not separate folders
     * @param windows whether the target folder has the rules of Windows for names
     */
    public static Optional<String> problemOfName(String name, boolean unix, boolean windows) {
        if (!unix && name.indexOf('\\') >= 0) {
            // Some readers make folders of a backslash, and some do not.
            return Optional.of("has a backslash, which separates folders where the archive was made");
        }
        return EntryName.problem(name).or(() -> windows ? EntryName.problemOnWindows(name) : Optional.empty());
    }

    /**
     * What is wrong with a mode that is neither that of a file nor of a folder; empty if nothing is.
     *
     * @param mode the Unix mode, or 0 if the archive comes from another system
     */
    public static Optional<String> problemOfType(int mode, boolean folder) {
        int type = mode & TYPE;
        if (type == TYPE_LINK) {
            return Optional.of("is a link; only files and folders are allowed");
        }
        if (type != 0 && type != (folder ? TYPE_FOLDER : TYPE_FILE)) {
            return Optional.of("is a " + (folder ? "folder" : "file") + " by its name, and by its mode "
                    + Integer.toOctalString(mode) + " something else");
        }
        return Optional.empty();
    }

    /** The problem of an entry below something that is a file. */
    public static String problemOfParent(String shownFile) {
        return "is in " + shownFile + ", which is a file, not a folder";
    }
}
