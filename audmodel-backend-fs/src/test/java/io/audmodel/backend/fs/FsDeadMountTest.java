package io.audmodel.backend.fs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A mounted folder whose server died: a real one, by a FUSE file system that nobody serves any more. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes FUSE")
@Tag("one-jdk")
class FsDeadMountTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");

    private static final String MOUNT = """
            import ctypes, os, sys
            server = os.open('/dev/fuse', os.O_RDWR)
            options = b'fd=%d,rootmode=40000,user_id=0,group_id=0' % server
            if ctypes.CDLL(None).mount(b'dead', sys.argv[1].encode(), b'fuse', 0, options):
                sys.exit(1)
            """;

    @TempDir
    private Path folder;

    private Path mount;

    @BeforeEach
    void mount() throws Exception {
        mount = Files.createDirectory(folder.resolve("mount"));
        boolean isMounted = Files.exists(Path.of("/dev/fuse")) && run("python3", "-c", MOUNT, mount.toString());
        assumeTrue(isMounted, "the superuser alone can mount a file system, where there is FUSE");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", mount.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    }

    @Test
    void everyCall_isUnavailable_andNoAbsence() {
        for (Path root : List.of(mount, mount.resolve("models"))) {
            FsBackend backend = new FsBackend(root);
            List<ThrowingCallable> calls = List.of(
                    () -> backend.stat(PATH),
                    () -> backend.get(PATH, ByteRange.all()),
                    () -> backend.put(PATH, Content.of(new byte[1]), PutMode.create()),
                    () -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()),
                    () -> backend.list(PATH).toList(),
                    () -> backend.delete(PATH));
            for (ThrowingCallable call : calls) {
                assertThatThrownBy(call)
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContainingAll(root + " cannot even be looked at", "mount it again");
            }
        }
    }
}
