package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.support.IniFile;
import io.audmodel.inputs.IniGrammar;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.inputs.PythonAnswers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of credentials that somebody changed have the sections, keys and values that Python reads in them. The full run:
 * {@code -Daudmodel.values=200000}.
 */
@Tag("python")
@Tag("reliability")
@Tag("one-jdk")
class SameSettingsTest {

    private static final int FILES = Integer.getInteger("audmodel.values", 4_000);
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_129);

    private static final List<byte[]> WORDS = Stream.of(
                    "[localhost:9000]\n",
                    "[DEFAULT]\n",
                    "]",
                    "=",
                    ":",
                    "\"",
                    " ",
                    "\n",
                    "\n  ",
                    "\n\n",
                    "\r",
                    "%",
                    "%%",
                    "%(x)s",
                    "#",
                    ";",
                    "\u0085",
                    "\u00a0",
                    "\u2028",
                    "\u001c",
                    "\u200b")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    // Quotes around a value are ours alone.
    private static final String SCRIPT = """
            import configparser, io, sys

            def told(value):
                quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\\""
                return (value[1:-1] if quoted else value).encode().hex()

            for line in open(sys.argv[1]):
                parser = configparser.ConfigParser(allow_no_value=True)
                try:
                    parser.read_file(io.TextIOWrapper(io.BytesIO(bytes.fromhex(line.strip())), encoding="utf-8"))
                    sections = []
                    for name in parser.sections():
                        items = [(key.encode().hex(), told(value or "")) for key, value in parser.items(name)]
                        keys = sorted(key + "=" + value for key, value in items if value)
                        sections.append(name.encode().hex() + " " + " ".join(keys))
                    print("read", sections)
                except Exception as e:
                    print("refused", type(e).__name__)
            """;

    @TempDir
    private Path folder;

    @Test
    void files_areReadAsPythonReadsThem() throws IOException {
        List<String> keys = List.of("access_key", "secret_key", "SECRET_KEY", "secure", "x");
        Inputs grammar = new IniGrammar("localhost:9000", keys);
        Inputs inputs = Inputs.eitherOf(grammar, new Mutations(grammar, WORDS));
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> files = Stream.generate(() -> inputs.next(random))
                .filter(SameSettingsTest::isText)
                .limit(FILES)
                .toList();
        String python = PythonInstallation.interpreter(PythonRelease.REFERENCE).toString();
        List<String> there = PythonAnswers.to(folder, python, SCRIPT, files);

        Path file = folder.resolve("settings.cfg");
        List<String> differences = new ArrayList<>();
        int read = 0;
        for (int i = 0; i < files.size(); i++) {
            if (there.get(i).startsWith("read")) {
                read++;
                String here = told(IniFile.read(Files.write(file, files.get(i))));
                if (!here.equals(there.get(i))) {
                    differences.add(new String(files.get(i), StandardCharsets.UTF_8) + "\n is " + there.get(i)
                            + "\n and here " + here);
                }
            }
        }
        assertThat(differences)
                .as("seed %d, %d files, Python reads %d", SEED, FILES, read)
                .isEmpty();
        assertThat(read).isGreaterThan(FILES / 10);
    }

    private static boolean isText(byte[] file) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** As the script tells it. */
    private static String told(IniFile file) {
        return "read "
                + file.sections().stream()
                        .map(name -> "'" + hex(name) + " " + told(file.section(name)) + "'")
                        .toList();
    }

    private static String told(Map<String, String> section) {
        return section.entrySet().stream()
                .map(entry -> hex(entry.getKey()) + "=" + hex(entry.getValue()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
