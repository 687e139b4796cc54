package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.inputs.PythonAnswers;
import io.audmodel.inputs.TextGrammar;
import io.audmodel.model.Alias;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ShortId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts that people and programs pass are the kinds of references, and the paths, that both releases of the Python
 * package take them for. The full run: {@code -Daudmodel.values=200000}.
 */
@Tag("python")
@Tag("reliability")
@Tag("one-jdk")
class SameNamesTest {

    private static final int TEXTS = Integer.getInteger("audmodel.values", 4_000);
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_129);

    private static final Pattern ONLY_DOTS = Pattern.compile("(?:.*/)?\\.+(?:/.*)?", Pattern.DOTALL);
    private static final List<byte[]> WORDS = Stream.of(
                    "41781d7b-", "41781d7b", "-", "0", "1.0.0", "rc1", "_", "+", "a", "F", ".", "/", "\n", " ", "é")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    private static final String SCRIPT = """
            import sys
            import audbackend.core.utils as paths
            import audmodel.core.utils as ids

            def kind(text):
                if ids.UID_SHORT_PATTERN.fullmatch(text):
                    return "short"
                if ids.UID_LEGACY_PATERN.fullmatch(text):
                    return "legacy"
                if ids.UID_VERSION_PATTERN.fullmatch(text):
                    return "id"
                return "alias" if ids.valid_alias(text) else "refused"

            def path(text):
                try:
                    return paths.check_path("/" + text).encode().hex()
                except ValueError:
                    return "refused"

            for line in open(sys.argv[1]):
                text = bytes.fromhex(line.strip()).decode()
                print(kind(text), path(text))
            """;

    @TempDir
    private Path folder;

    @Test
    void texts_areWhatPythonTakesThemFor() throws IOException {
        Inputs grammar = new TextGrammar();
        Inputs words = Inputs.oneOf(WORDS);
        Inputs inputs =
                Inputs.eitherOf(Inputs.eitherOf(grammar, new Mutations(words, WORDS)), new Mutations(grammar, WORDS));
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> texts = Stream.generate(() -> new String(inputs.next(random), StandardCharsets.UTF_8))
                .limit(TEXTS)
                .toList();
        List<String> reference = answers(PythonRelease.REFERENCE, texts);
        List<String> newest = answers(PythonRelease.NEWEST, texts);

        List<String> differences = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String here = kind(text) + " " + path(text);
            String there =
                    expected(text, reference.get(i).split(" "), newest.get(i).split(" "));
            accepted += here.startsWith("refused") ? 0 : 1;
            if (!here.equals(there)) {
                differences.add("'" + text + "' is " + there + " and here " + here);
            }
        }
        assertThat(differences)
                .as("seed %d, %d texts, %d are references here", SEED, TEXTS, accepted)
                .isEmpty();
        assertThat(accepted).isBetween(TEXTS / 20, TEXTS * 9 / 10);
    }

    /** An id is what one of the releases takes for one; what is only dots leads elsewhere, and is refused here. */
    private static String expected(String text, String[] reference, String[] newest) {
        boolean isId = reference[0].equals("id") || newest[0].equals("id");
        String kind = isId ? "id" : reference[0];
        assertThat(isId || kind.equals(newest[0])).as(text).isTrue();
        boolean isElsewhere = ONLY_DOTS.matcher(text).matches();
        String path = newest[1];
        boolean isWhole = path.equals(hex("/" + text));
        return (isElsewhere ? "refused" : kind) + " " + (isElsewhere || !isWhole ? "refused" : path);
    }

    private static String kind(String text) {
        try {
            ModelRef ref = ModelRef.of(text);
            // No release has both in its versions.
            boolean isOfNobody = text.contains("+") && text.contains("_");
            return isOfNobody ? "refused" : kind(ref);
        } catch (InvalidArgumentException e) {
            return "refused";
        }
    }

    private static String kind(ModelRef ref) {
        if (ref instanceof ShortId) {
            return "short";
        }
        if (ref instanceof LegacyId) {
            return "legacy";
        }
        if (ref instanceof ModelId) {
            return "id";
        }
        return ref instanceof Alias ? "alias" : "unknown";
    }

    private static String path(String text) {
        try {
            ObjectPath path = new ObjectPath(text).requireObject();
            // Backends of one's own may have it; the layout has not.
            return text.contains("+") ? "refused" : hex("/" + path);
        } catch (InvalidArgumentException e) {
            return "refused";
        }
    }

    private List<String> answers(PythonRelease release, List<String> texts) throws IOException {
        Path own = Files.createDirectory(folder.resolve(release.name()));
        List<byte[]> inputs = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        return PythonAnswers.to(own, PythonInstallation.interpreter(release).toString(), SCRIPT, inputs);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
