package io.audmodel.cache.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the process that holds a lock, on Linux. */
final class LockHolder {

    private static final Path PROC = Path.of("/proc");

    private LockHolder() {}

    /** Describes the process; empty if it is unknown. */
    static Optional<String> of(Path file) {
        try {
            String place = place((long) Files.getAttribute(file, "unix:dev", LinkOption.NOFOLLOW_LINKS), (long)
                    Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS));
            try (Stream<String> locks = Files.lines(PROC.resolve("locks"))) {
                return locks.map(line -> line.trim().split("\\s+"))
                        .filter(fields -> fields.length > 5 && fields[1].equals("FLOCK") && fields[5].equals(place))
                        .findFirst()
                        .map(fields -> describe(Long.parseLong(fields[4])));
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The form of <a href="https://man7.org/linux/man-pages/man5/proc_locks.5.html">/proc/locks</a>; for the parts of a
     * device number see <a href="https://man7.org/linux/man-pages/man3/makedev.3.html">makedev(3)</a>.
     */
    private static String place(long device, long inode) {
        long major = device >> 8 & 0xfff | device >> 32 & 0xfffff000L;
        long minor = device & 0xff | device >> 12 & 0xffffff00L;
        // The file has it in the digits of C; %d would have it in those of the locale.
        return String.format(Locale.ROOT, "%02x:%02x:%d", major, minor, inode);
    }

    private static String describe(long process) {
        String started = ProcessHandle.of(process)
                .flatMap(handle -> handle.info().startInstant())
                .map(LockHolder::seconds)
                .map(instant -> ", which runs since " + instant)
                .orElse("");
        return "the process " + process + name(process) + started;
    }

    private static String name(long process) {
        try {
            return " (" + Files.readString(PROC.resolve(process + "/comm")).strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
