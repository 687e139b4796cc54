package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Locks as the Python package does: {@code fcntl.flock} of the standard library, the call that filelock makes. */
final class Python {

    /** Takes the lock, says so, and releases it on request; with "unlink" it deletes the file first. */
    private static final String HOLDER = """
            import fcntl, os, sys
            fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o664)
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("busy", flush=True)
                sys.exit()
            print("held", flush=True)
            if sys.stdin.readline().strip() == "unlink":
                os.unlink(sys.argv[1])
            """;

    private Python() {}

    /** Skips the test where there is no Python; fails where there has to be one. */
    static void require() throws Exception {
        boolean isThere;
        try (ChildProcess python = new ChildProcess(List.of("python3", "-c", "import fcntl; print('here')"))) {
            isThere = python.remaining().equals(List.of("here"));
        } catch (IOException e) {
            isThere = false;
        }
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as("python3 on the PATH, as CI=true demands").isTrue();
        }
        if (!isThere) {
            String why = "python3 is not on the PATH: its locks are not tested";
            System.out.println("skipped: " + why);
            abort(why);
        }
    }

    static ChildProcess lock(Path file) throws IOException {
        return new ChildProcess(List.of("python3", "-c", HOLDER, file.toString()));
    }
}
