package io.audmodel.cache.local;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/** Calls of the C library. Loading this class loads native code. */
final class Libc {

    static final int LOCK_SH = 1;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;
    static final int LOCK_UN = 8;

    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int O_PATH = 0x200000;
    private static final int O_CLOEXEC = 0x80000;

    private static final int AT_FDCWD = -100;
    private static final int RENAME_NOREPLACE = 1;

    private static final NativeFunction OPEN = NativeFunction.named("open");
    private static final NativeFunction FLOCK = NativeFunction.named("flock");
    private static final NativeFunction CLOSE = NativeFunction.named("close");

    private Libc() {}

    /**
     * Opens an existing file, for writing if that is allowed, else for reading. It never follows a link, and child
     * processes do not inherit the file.
     *
     * @return a descriptor, or -1
     */
    static int open(String file) {
        byte[] name = bytes(file);
        int descriptor = open(name, O_RDWR | flags());
        return descriptor >= 0 ? descriptor : open(name, O_RDONLY | flags());
    }

    /**
     * Opens a file that was {@linkplain #find found}, by its path among the open files, for writing if that is allowed,
     * else for reading. Child processes do not inherit it.
     *
     * @return a descriptor, or -1
     */
    static int reopen(String found) {
        byte[] name = bytes(found);
        int descriptor = open(name, O_RDWR | O_CLOEXEC);
        return descriptor >= 0 ? descriptor : open(name, O_RDONLY | O_CLOEXEC);
    }

    /**
     * Looks up a file of any type on Linux without opening it.
     *
     * @param follow whether a link at the end of the path is followed
     * @return a descriptor, or -1
     */
    static int find(String file, boolean follow) {
        return open(bytes(file), O_PATH | O_CLOEXEC | (follow ? 0 : noFollow()));
    }

    private static byte[] bytes(String file) {
        return Native.toByteArray(file, System.getProperty("sun.jnu.encoding"));
    }

    /** O_NOFOLLOW, O_CLOEXEC and O_NONBLOCK, whose values differ between systems and, on Linux, processors. */
    private static int flags() {
        return Platform.isMac() ? 0x100 | 0x1000000 | 0x4 : noFollow() | O_CLOEXEC | 0x800;
    }

    private static int noFollow() {
        return Platform.isARM() || Platform.isPPC() ? 0x8000 : 0x20000;
    }

    // The mode, the third argument of open, is variable: it would be passed otherwise on some processors, and is not
    // needed for a file that exists.
    private static int open(byte[] file, int flags) {
        return OPEN.call(file, flags);
    }

    /**
     * Renames a file or folder on Linux, if nothing has the new name.
     *
     * @return 0, or -1
     * @throws LinkageError if the C library has no such function
     */
    static int renameIfAbsent(String from, String to) {
        return Rename.FUNCTION.call(AT_FDCWD, bytes(from), AT_FDCWD, bytes(to), RENAME_NOREPLACE);
    }

    /** Not in every C library. */
    private static final class Rename {

        static final NativeFunction FUNCTION = NativeFunction.named("renameat2");
    }

    static int flock(int descriptor, int operation) {
        return FLOCK.call(descriptor, operation);
    }

    static int close(int descriptor) {
        return CLOSE.call(descriptor);
    }
}
