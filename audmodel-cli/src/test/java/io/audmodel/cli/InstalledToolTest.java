package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool as the archives of a release unpack it, outside of a checkout: launcher, jar and a folder for plug-ins. */
@Tag("one-jdk")
class InstalledToolTest {

    private static final String SHELF = "shelf:host#models";
    private static final List<List<String>> POSIX_SHELLS = List.of(
            List.of("dash"),
            List.of("bash", "--posix"),
            List.of("busybox", "sh"),
            List.of("ksh93"),
            List.of("mksh"),
            List.of("yash"),
            List.of("zsh", "--emulate", "sh"));

    private static final List<String> LINKED =
            List.of("audmodel.jar", "audmodel-" + System.getProperty("java.runtime.version") + ".jsa");

    @TempDir
    private Path folder;

    private Path installed;
    private Tool tool;

    /** So that the checkout has its archive of classes. */
    @BeforeAll
    static void start(@TempDir Path empty) {
        new Tool(empty).runProcess("--version").succeeded();
    }

    @BeforeEach
    void setUp() throws IOException {
        tool = new Tool(folder);
        installed = folder.resolve("opt");
        Files.createDirectories(installed.resolve("bin"));
        Files.copy(Tool.CHECKOUT.resolve("audmodel"), installed.resolve("bin/audmodel"));
        Path lib = Files.createDirectory(installed.resolve("lib"));
        // The jar of the checkout and its archive of classes: another archive, or none, would take several times as
        // long.
        for (String name : LINKED) {
            Files.createSymbolicLink(lib.resolve(name), Tool.CHECKOUT.resolve("audmodel-cli/target/" + name));
        }
        Files.createDirectory(installed.resolve("plugins"));
    }

    /** JUnit would warn of links that lead elsewhere. */
    @AfterEach
    void unlink() throws IOException {
        for (String name : LINKED) {
            Files.deleteIfExists(installed.resolve("lib").resolve(name));
        }
    }

    @Test
    void version_isThatOfTheToolAndOfJava() {
        assertThat(run("--version").line())
                .matches("audmodel \\S+, Java .+ of .+")
                .contains(", Java " + Runtime.version() + " of " + System.getProperty("java.vendor"));
    }

    @Test
    void pluginFolder_besideTheTool_bringsBackends() throws IOException {
        run("--repository", SHELF, "exists", "best").failed(2, "unknown backend 'shelf'");

        plugin(installed.resolve("plugins/shelf.jar"));

        assertThat(run("--repository", SHELF, "exists", "best")).isEqualTo(new Outcome(1, "false\n", ""));
    }

    @Test
    void pluginFolder_isThatOfTheVariable_inACheckoutToo() throws IOException {
        plugin(Files.createDirectory(folder.resolve("more")).resolve("shelf.jar"));
        String exists = " audmodel --repository '" + SHELF + "' exists best";

        assertThat(tool.shell("AUDMODEL_PLUGINS=more" + exists)).isEqualTo(new Outcome(1, "false\n", ""));
        tool.shell("AUDMODEL_PLUGINS=absent" + exists).failed(2, "absent", "AUDMODEL_PLUGINS");
    }

    @Test
    void jar_thatIsMissing_isSaid() throws IOException {
        Files.delete(installed.resolve("lib/audmodel.jar"));

        run("--version").failed(6, "lib/audmodel.jar is missing");
    }

    @Test
    void launcher_isForEachShellOfPosix_thatIsHere() {
        List<List<String>> shells = POSIX_SHELLS.stream()
                .filter(shell -> Files.isExecutable(Path.of("/usr/bin", shell.get(0))))
                .toList();
        Outcome expected = run("uid", "--name", "a");

        assertThat(shells).isNotEmpty().allSatisfy(shell -> {
            List<String> command = new ArrayList<>(shell);
            command.addAll(List.of(installed.resolve("bin/audmodel").toString(), "uid", "--name", "a"));
            assertThat(tool.end(tool.start(command))).as("%s", shell).isEqualTo(expected);
        });
    }

    private Outcome run(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(installed.resolve("bin/audmodel").toString()));
        command.addAll(List.of(arguments));
        return tool.end(tool.start(command));
    }

    private static void plugin(Path jar) throws IOException {
        String type = "/" + ShelfProvider.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                InputStream bytes = ShelfProvider.class.getResourceAsStream(type)) {
            zip.putNextEntry(new ZipEntry(type.substring(1)));
            bytes.transferTo(zip);
            zip.putNextEntry(new ZipEntry("META-INF/services/" + BackendProvider.class.getName()));
            zip.write(ShelfProvider.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }
}
