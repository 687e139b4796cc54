package io.audmodel.cache;

import io.audmodel.error.InvalidArgumentException;
import java.util.regex.Pattern;

/**
 * The permissions of all that a cache makes: of folders as they are given, of files the same without execution. What is
 * there already keeps its own.
 *
 * @param text those of folders, in the notation of POSIX, such as {@code rwxrws---} for a cache of a group; or {@code
 *     umask}
 */
public record CachePermissions(String text) {

    private static final String UMASK = "umask";
    private static final Pattern NOTATION = Pattern.compile("rwx(---|r-[xs]|rw[xs])(---|r-x|rwx)");
    private static final int SETGID = 02000;
    private static final int FILES = 0666;

    /** @throws InvalidArgumentException if the text is neither, or would keep somebody out who is allowed something */
    public CachePermissions {
        if (!text.equals(UMASK) && !(NOTATION.matcher(text).matches() && isOrdered(text))) {
            throw new InvalidArgumentException("'" + text
                    + "' cannot be the permissions of a cache: they are those of its folders for owner, group"
                    + " and others, such as rwxrwxr-x, or rwxrws--- to keep everything in the group of the folder above;"
                    + " the owner has rwx, the others ---, r-x or rwx, and others no more than the group. Or they are '"
                    + UMASK + "'");
        }
    }

    /** Others belong to no group: what the group may not, they may not. */
    private static boolean isOrdered(String text) {
        return rank(text.substring(6)) <= rank(text.substring(3, 6));
    }

    private static int rank(String three) {
        return three.equals("---") ? 0 : three.charAt(1) == '-' ? 1 : 2;
    }

    /** Reads permissions from their text. */
    public static CachePermissions of(String text) {
        return new CachePermissions(text);
    }

    /** Returns those that the umask of the process leaves, which is the default; lock files may be written by the group. */
    public static CachePermissions ofUmask() {
        return new CachePermissions(UMASK);
    }

    /** Returns whether the umask of the process decides. */
    public boolean areOfUmask() {
        return text.equals(UMASK);
    }

    /**
     * Returns the mode of folders, as {@code chmod(2)} takes it.
     *
     * @throws IllegalStateException if the umask decides
     */
    public int modeOfFolders() {
        if (areOfUmask()) {
            throw new IllegalStateException("the umask of the process decides about the modes");
        }
        int mode = text.charAt(5) == 's' ? SETGID : 0;
        for (int i = 0; i < text.length(); i++) {
            mode |= text.charAt(i) == '-' ? 0 : 0400 >> i;
        }
        return mode;
    }

    /**
     * Returns the mode of files, as {@code chmod(2)} takes it.
     *
     * @throws IllegalStateException if the umask decides
     */
    public int modeOfFiles() {
        return modeOfFolders() & FILES;
    }

    @Override
    public String toString() {
        return text;
    }
}
