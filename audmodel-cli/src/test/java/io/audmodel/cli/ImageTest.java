package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tool as examples/kubernetes/Dockerfile has it in an image, made by the same script, in a root with nothing else. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes unshare and chroot")
@Tag("one-jdk")
class ImageTest {

    /** Linking a runtime takes ten seconds, and as many times more as there is other work. */
    private static final long MINUTES = 10;

    private static final Path EXAMPLES = Tool.CHECKOUT.resolve("examples/kubernetes");

    private static final String MAKE = """
            set -e
            "$EXAMPLES/make-image" "$JAR" "$ROOT/opt/audmodel"
            tool=$ROOT/opt/audmodel
            ldd $(find "$tool" -name '*.so') "$tool/bin/audmodel" | grep -o '/[^ ]*[.]so[^ ]*' | grep -v "^$ROOT" | sort -u |
              while read -r library; do
                mkdir -p "$ROOT$(dirname "$library")" && cp -L "$library" "$ROOT$library"
              done
            mkdir "$ROOT/models" "$ROOT/proc"
            """;

    private static final String RUN = """
            mount --bind "$ROOT" "$ROOT" && mount -o remount,ro,bind "$ROOT" && mount -t proc proc "$ROOT/proc" || exit 99
            mount -t tmpfs -o size=1m,mode=0777 none "$ROOT/models" || exit 99
            run() {
              env -i PATH="$PATH" LC_ALL=C.UTF-8 $CACHE AUDMODEL_REPOSITORIES=file-system:/host#models \\
                chroot --userspec=54321:54321 "$ROOT" /opt/audmodel/bin/audmodel "$@"
              echo "status $?"
            }
            run fetch audmodel://best /models
            run --json fetch best /models | grep outcome
            ls -A "$ROOT/models"
            CACHE=AUDMODEL_CACHE_ROOT=/tmp/audmodel
            run exists 00000000-1.0.0
            run fetch nobody /models 2>/dev/null
            run --repository s3:http://127.0.0.1:9#models --call-timeout 5 exists 00000000-1.0.0 2>&1
            """;

    @TempDir
    private Path folder;

    @Test
    void image_needsNoShell_noHome_noTemporaryFolder_andNoNameOfItsUser() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("user.name").equals("root"), "the superuser alone can change the root");
        assumeTrue(Files.isExecutable(Path.of(System.getProperty("java.home"), "bin/jpackage")), "this is no JDK");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tool tool = new Tool(folder);
        String id = tool.publish("emotion", "1.0.0", Map.of()).toString();
        tool.run("alias", "set", "best", id).succeeded();
        Process made = shell(tool, MAKE);
        assertThat(made.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        tool.end(made).succeeded();
        Files.move(tool.host(), folder.resolve("root/host"));

        assertThat(tool.end(shell(tool, RUN)).out())
                .contains("failed: the server cannot be reached")
                .startsWith("""
                        ID
                        status 0
                          "outcome": "unchanged",
                        .audmodel.lock
                        .audmodel.yaml
                        net
                        false
                        status 1
                        status 1
                        """.replace("ID", id))
                .endsWith("status 3\n");
    }

    /** KServe's container names the launcher, since it sets the arguments itself. */
    @Test
    void launcher_isWhereTheExamplesSay() throws IOException {
        assertThat(Files.readString(EXAMPLES.resolve("Dockerfile")))
                .contains(
                        "ENTRYPOINT [\"/opt/audmodel/bin/audmodel\"]",
                        "AUDMODEL_CACHE_ROOT=/tmp/audmodel",
                        "examples/kubernetes/make-image");
        assertThat(Files.readString(EXAMPLES.resolve("kserve.yaml")))
                .contains("command: [/opt/audmodel/bin/audmodel, fetch]");
    }

    private Process shell(Tool tool, String script) {
        return tool.start(List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--propagation",
                "private",
                "env",
                "ROOT=" + folder.resolve("root"),
                "EXAMPLES=" + EXAMPLES,
                "JAR="
                        + Path.of(System.getProperty("audmodel.jar", "target/audmodel.jar"))
                                .toAbsolutePath(),
                "sh",
                "-c",
                script));
    }
}
