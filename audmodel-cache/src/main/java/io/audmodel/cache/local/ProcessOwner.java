package io.audmodel.cache.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

/**
 * Identifies a process among all that may share a cache.
 *
 * @param host identifies the kernel and process table of the number: on Linux the boot and the PID namespace. It is
 *     random if these are unknown, so that no process is judged that cannot be seen
 * @param process its number
 * @param start when it began, which tells processes with a reused number apart
 */
record ProcessOwner(String host, long process, long start) {

    private static final Path PROC = Path.of("/proc");

    static ProcessOwner current() {
        return Current.OWNER;
    }

    /** Whether the process is known to be gone; false if it belongs to another host, or cannot be seen. */
    boolean isGone() {
        return isGone(PROC);
    }

    /** @param proc the folder in which the system lists processes */
    boolean isGone(Path proc) {
        try {
            return host.equals(current().host)
                    && startOf(process, proc).filter(now -> now == start).isEmpty();
        } catch (IOException e) {
            // With too few descriptors, or after an interrupt, the answer is unknown.
            return false;
        }
    }

    /**
     * The start of a process; empty if there is none. On Linux it is in clock ticks since boot, as the kernel reports
     * it, since the JDK's instant moves when the clock is set.
     *
     * @throws IOException if it cannot be determined
     */
    private static Optional<Long> startOf(long process, Path proc) throws IOException {
        if (!isLinux()) {
            return ProcessHandle.of(process)
                    .map(handle -> handle.info()
                            .startInstant()
                            .map(Instant::getEpochSecond)
                            .orElse(0L));
        }
        try {
            String stat = Files.readString(proc.resolve(process + "/stat"), StandardCharsets.ISO_8859_1);
            // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name in parentheses may hold anything;
            // after it come the state (field 3) and, as field 22, the start.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean isDead = fields[0].equals("Z") || fields[0].equals("X");
            return isDead ? Optional.empty() : Optional.of(Long.parseLong(fields[19]));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean isLinux() {
        return Files.exists(PROC.resolve("self/stat"));
    }

    private static String thisHost() {
        try {
            // Under hidepid a process of another user looks as if it were gone.
            if (Files.isReadable(PROC.resolve("1/stat"))) {
                return hash(Files.readString(PROC.resolve("sys/kernel/random/boot_id"))
                        + Files.readSymbolicLink(PROC.resolve("self/ns/pid")));
            }
        } catch (IOException e) {
            return random();
        }
        return random();
    }

    private static String hash(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    /** If a process does not know its own start, no other may conclude that its number was reused. */
    private static ProcessOwner thisProcess() {
        long process = ProcessHandle.current().pid();
        try {
            return new ProcessOwner(thisHost(), process, startOf(process, PROC).orElseThrow());
        } catch (IOException | NoSuchElementException e) {
            return new ProcessOwner(random(), process, 0);
        }
    }

    private static final class Current {
        static final ProcessOwner OWNER = thisProcess();
    }
}
