package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What calls and servers that have ended leave in this JVM.
 *
 * @param megabytes of the heap that are in use
 */
record Residue(long megabytes, int threads, long descriptors) {

    private static final long LONGEST_SECONDS = 20;

    /** Waits until no thread but this one does anything of ours, and fails if one stays at work. */
    static Residue whenAllIsQuiet() {
        long begun = System.nanoTime();
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = each.getKey();
            while (thread != Thread.currentThread() && isOurs(thread.getStackTrace())) {
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as(() -> thread + " is at work: " + Arrays.toString(thread.getStackTrace()))
                        .isLessThan(Duration.ofSeconds(LONGEST_SECONDS));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Residue(
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                Thread.activeCount(),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : 0);
    }

    private static boolean isOurs(StackTraceElement[] frames) {
        return Arrays.stream(frames).anyMatch(frame -> frame.getClassName().startsWith("io.audmodel."));
    }

    @Override
    public String toString() {
        return megabytes + " MB, " + threads + " threads, " + descriptors + " descriptors";
    }
}
