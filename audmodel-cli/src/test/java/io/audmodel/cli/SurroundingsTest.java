package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One publish, load, search and alias, by the tool and by the library, in each surrounding: locale, home, mask, JVM flags
 * and JDK. The same ids, the same files, and the right errors. A few rows in each build; all of them:
 * {@code -Daudmodel.surroundings=all}, and with {@code -Daudmodel.surroundings.first=<number>} a run begins there.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it takes setpriv and unshare")
@Tag("reliability")
@Tag("one-jdk")
class SurroundingsTest {

    private static final String ROWS = System.getProperty("audmodel.surroundings", "2");
    private static final long FIRST = Long.getLong("audmodel.surroundings.first", 0);
    private static final long SEED = Long.getLong("audmodel.seed", 20_260_228);

    /** What the Python package answers for {@code {"net": "gr\u00f6\u00dfe", "lr": 1e-05}}. */
    private static final String ID = "bbb5dac8";

    private static final List<String> LOCALES =
            List.of("", "LANG=C", "LC_ALL=POSIX", "LANG=tr_TR.UTF-8", "LC_ALL=ar_EG", "LC_ALL=C.UTF-8");
    private static final List<String> MASKS = List.of("022", "077");
    private static final List<String> FLAGS = List.of(
            "",
            "-XX:+UseG1GC -Xshare:off",
            "-Duser.language=tr -Duser.country=TR",
            "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab");

    /** What the JVM says of flags and of native calls, and the shell of locales. */
    private static final List<String> NOISE = List.of("Picked up ", "WARNING: ", "bash: warning: ");

    /** A folder as this process alone sees it. */
    private static final String READ_ONLY =
            "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";

    private enum Home {
        SET,
        UNSET,
        UMLAUT,
        READ_ONLY,
        WITHOUT_PASSWD
    }

    private record Row(String locale, Home home, String mask, String flags, Path jdk) {}

    @TempDir
    private static Path folder;

    static Stream<Row> rows() throws IOException {
        List<Path> jdks = Jdks.all().toList();
        List<Home> homes = isRoot() ? List.of(Home.values()) : List.of(Home.SET, Home.UNSET, Home.UMLAUT);
        List<Row> all = new ArrayList<>();
        for (String locale : LOCALES) {
            for (Home home : homes) {
                for (String mask : MASKS) {
                    for (String flags : FLAGS) {
                        jdks.forEach(jdk -> all.add(new Row(locale, home, mask, flags, jdk)));
                    }
                }
            }
        }
        Collections.shuffle(all, new Random(SEED));
        Stream<Row> rows = all.stream().skip(FIRST);
        return ROWS.equals("all") ? rows : rows.limit(Integer.parseInt(ROWS));
    }

    @BeforeAll
    static void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_hasTheSameIdsAndFilesAndTheRightErrors(Row row) throws IOException {
        Path place = Files.createTempDirectory(folder, "row");
        for (String name : List.of("", "host", "host/models", "model", "home", "h\u00f6me")) {
            Path path = Files.createDirectories(place.resolve(name));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Files.writeString(place.resolve("model/w\u00f6rter.txt"), "0.1 0.2\n");
        Files.writeString(place.resolve("home/p.yaml"), "lr: 1.0e-05\n");
        Files.writeString(place.resolve("h\u00f6me/p.yaml"), "lr: 1.0e-05\n");

        assertThat(run(row, place)).isEqualTo(expected(row));
        assertThat(place.resolve("?")).doesNotExist();
    }

    private static String run(Row row, Path place) {
        List<String> command = new ArrayList<>();
        Path home = place.resolve(row.home == Home.UMLAUT ? "h\u00f6me" : "home");
        if (row.home == Home.READ_ONLY) {
            command.addAll(
                    List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", READ_ONLY, home.toString()));
        }
        if (row.home == Home.WITHOUT_PASSWD) {
            command.addAll(List.of("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups"));
        }
        command.addAll(
                List.of("env", "-i", "PATH=" + Tool.CHECKOUT + ":" + System.getenv("PATH"), "JAVA_HOME=" + row.jdk));
        command.addAll(List.of(
                "AUDMODEL_REPOSITORIES=file-system:" + place.resolve("host") + "#models",
                "AUDMODEL_CACHE_ROOT=" + place.resolve("cache"),
                "CLASSES=" + System.getProperty("audmodel.jar", "target/audmodel.jar") + ":" + classes(),
                "MASK=" + row.mask));
        if (row.home != Home.UNSET && row.home != Home.WITHOUT_PASSWD) {
            command.add("HOME=" + home);
        }
        if (!row.locale.isEmpty()) {
            command.add(row.locale);
        }
        if (!row.flags.isEmpty()) {
            command.add("JAVA_TOOL_OPTIONS=" + row.flags);
        }
        command.addAll(List.of("bash", "-c", script()));
        return output(command, place);
    }

    private static String script() {
        return """
                umask $MASK
                publish() { audmodel publish model --name n --param net=gr\u00f6\u00dfe --param lr=1e-5 "$@"; }
                publish --version 1.0.0 --author j\u00fcrgen --alias best
                loaded=$(audmodel load best) && ls "$loaded" && cat "$loaded"/*
                audmodel find --param net=gr\u00f6\u00dfe --param 'lr<1e-4'
                audmodel alias resolve best
                audmodel author best
                audmodel exists 00000000-1.0.0; echo "status $?"
                audmodel uid --name n --params '~/p.yaml'; echo "status $?"
                publish --version 1.0.1; echo "status $?"
                "$JAVA_HOME/bin/java" -cp "$CLASSES" io.audmodel.cli.LibraryProgram
                """;
    }

    private static String expected(Row row) {
        String home = switch (row.home) {
            case SET, UMLAUT, READ_ONLY -> "7591caf3\nstatus 0";
            case UNSET -> "error: no such file\nstatus 2";
            case WITHOUT_PASSWD -> "error: set HOME\nstatus 2";
        };
        String author = row.home == Home.WITHOUT_PASSWD ? "error: set USER\nstatus 2" : ID + "-1.0.1\nstatus 0";
        String library = row.locale.equals("LC_ALL=C.UTF-8")
                ? "publish ID-2.0.0\nload [w\\u00f6rter.txt]\n"
                : "publish InvalidArgumentException: LC_ALL=C.UTF-8\nload CacheException: LC_ALL=C.UTF-8\n";
        return ("""
                ID-1.0.0
                w\u00f6rter.txt
                0.1 0.2
                ID-1.0.0
                ID-1.0.0
                j\u00fcrgen
                false
                status 1
                """ + home + "\n" + author + "\n" + library + "find true\nalias ID-1.0.0\n").replace("ID", ID);
    }

    /** Both streams, in short: what the JVM says of flags is left out, and of an error its way out is kept. */
    private static String output(List<String> command, Path place) {
        try {
            Path file = place.resolve("output");
            Process process = new ProcessBuilder(command)
                    .directory(place.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            process.waitFor();
            StringBuilder text = new StringBuilder();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && NOISE.stream().noneMatch(line::startsWith)) {
                    text.append(inShort(line)).append("\n");
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String inShort(String line) {
        if (!line.startsWith("audmodel: ")) {
            return line;
        }
        for (String way : List.of("set HOME", "set USER")) {
            if (line.endsWith(way)) {
                return "error: " + way;
            }
        }
        return line.startsWith("audmodel: there is no file ") ? "error: no such file" : line;
    }

    private static String classes() {
        String location = LibraryProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Path.of(location).toString();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
