package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fetch as in a container of a cluster: the user is a number without a name or a home, nothing but the folder can be
 * written, and the folder is a mount with room for little more than one model.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes setpriv and unshare")
@Tag("one-jdk")
class FetchSurroundingsTest {

    private static final int BYTES = 2_000_000;

    /** The mounts are seen by this process alone, and gone with it. */
    private static final String SCRIPT = """
            mount -t tmpfs -o size=2300k,mode=0777 none "$DIR" && mount -o remount,bind,ro / || exit 99
            fetch() {
              setpriv --reuid=54321 --regid=54321 --clear-groups --inh-caps=-all env -i PATH="$PATH" \\
                JAVA_HOME="$JAVA_HOME" AUDMODEL_REPOSITORIES="$AUDMODEL_REPOSITORIES" audmodel fetch "$@" "$DIR"
              echo "status $?"
            }
            touch /anything 2>/dev/null && echo "the root can be written"
            mkdir -p "$DIR/.audmodel.tmp/model/0/killed"
            dd if=/dev/zero of="$DIR/.audmodel.tmp/model/0/killed/half" bs=1000 count=1500 2>/dev/null
            chown -R 54321:54321 "$DIR/.audmodel.tmp"
            fetch best
            ls -A "$DIR"
            stat -c %u "$DIR/weights.bin"
            fetch --json best | grep outcome
            chmod 0555 "$DIR" && fetch best
            chmod 0777 "$DIR" && fetch large 2>&1
            ls -A "$DIR"
            fetch best
            """;

    @TempDir
    private Path folder;

    @Test
    void mountOfAContainer_isFilledByAnybody_withRoomForOneModel() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "the superuser alone can mount a folder");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tool tool = new Tool(folder);
        Path model = Files.createDirectory(folder.resolve("model"));
        String id = publish(tool, model, BYTES, "1.0.0", "best");
        publish(tool, model, 2 * BYTES, "2.0.0", "large");
        Path target = Files.createDirectory(folder.resolve("mount"));

        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "env"));
        command.addAll(List.of("DIR=" + target, "PATH=" + Tool.CHECKOUT + ":" + System.getenv("PATH")));
        command.addAll(List.of("sh", "-c", SCRIPT));
        Outcome outcome = tool.end(tool.start(command));

        assertThat(outcome.out().replaceAll("audmodel: cannot.*|audmodel: .*(space|room).*", "NO ROOM"))
                .as(outcome.err())
                .isEqualTo("""
                        ID
                        status 0
                        .audmodel.lock
                        .audmodel.yaml
                        weights.bin
                        54321
                          "outcome": "unchanged",
                        ID
                        status 0
                        NO ROOM
                        status 3
                        .audmodel.lock
                        .audmodel.yaml
                        weights.bin
                        ID
                        status 0
                        """.replace("ID", id));
    }

    /** What cannot be compressed, so that the room for it is known. */
    private static String publish(Tool tool, Path model, int size, String version, String alias) throws IOException {
        byte[] content = new byte[size];
        new Random(20_261_129).nextBytes(content);
        Files.write(model.resolve("weights.bin"), content);
        return tool.run("publish", model, "--name", "emotion", "--version", version, "--alias", alias)
                .line();
    }
}
