package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AudModelException;
import io.audmodel.inputs.Fuzz;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.inputs.TextGrammar;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.model.ShortId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.store.Layout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What people type: references, versions, paths, patterns and repositories. What is accepted is written back as what is
 * accepted again. The full run: {@code -Daudmodel.fuzz.text=5000000}.
 */
@Tag("reliability")
@Tag("one-jdk")
class TextFuzzTest {

    private static final long EXECUTIONS = Long.getLong("audmodel.fuzz.text", 150_000);
    private static final Path ROOT = Path.of("/srv/models");

    private static final List<byte[]> TEXTS = bytes(
            "41781d7b-1.0.0",
            "41781d7b",
            "41781d7b-1.0.0-rc.1+build",
            "5fbbaf38-3300-69cb-8f95-60a58cb8e19b",
            "emotion-production",
            "1.10.0",
            "2",
            "emotion.small",
            "a/b/c.zip",
            "_uid/41781d7b/1.0.0/41781d7b-1.0.0.header.yaml",
            "_alias/live/1.0.0/live-1.0.0.alias.yaml",
            "file-system:/data/models#models",
            "s3:s3.amazonaws.com#audmodel-public",
            "artifactory:https://example.org/artifactory#models-local",
            "**/*.onnx",
            "log/{a,b}?.yaml");

    private static final List<byte[]> WORDS = bytes(
            "..",
            "/",
            "\\",
            "\0",
            "#",
            ":",
            "-",
            ".",
            " ",
            "\n",
            "\u202E",
            "%2e",
            "~",
            "*",
            "?",
            "[",
            "{",
            "\uD83D\uDE00",
            "+",
            "_uid",
            "CON",
            "C:",
            "99999999999999999999",
            "00",
            "é",
            "e\u0301",
            "\uFEFF",
            "a".repeat(300));

    private static final Inputs INPUTS = new Mutations(Inputs.eitherOf(Inputs.oneOf(TEXTS), new TextGrammar()), WORDS);

    private static final List<Function<String, ?>> KINDS = List.of(
            ModelRef::of,
            ExactRef::of,
            ModelId::of,
            ShortId::new,
            LegacyId::new,
            Alias::new,
            Version::of,
            Subgroup::new,
            ObjectPath::new,
            Repository::of,
            RepositoryAddress::of);

    @Test
    void texts_areRead_orRefusedByAnErrorOfOurs() {
        long executions = EXECUTIONS / 2;
        long accepted = fuzz("text", executions, text -> {
            int refused = 0;
            AudModelException last = null;
            for (Function<String, ?> kind : KINDS) {
                try {
                    Object value = kind.apply(text);
                    require(kind.apply(value.toString()).equals(value), value + " is not written as it is read");
                } catch (AudModelException e) {
                    last = e;
                    refused++;
                }
            }
            if (last != null && refused == KINDS.size()) {
                throw last;
            }
        });
        assertThat(accepted).isBetween(executions / 100, executions * 99 / 100);
    }

    /** Nothing that was accepted leads out of the folder that is the repository, however it got into a path. */
    @Test
    void paths_neverLeaveTheirFolder() {
        long executions = EXECUTIONS / 4;
        long accepted = fuzz("path", executions, text -> {
            ModelKey key = new ModelKey("41781d7b", new Version("1.0.0"));
            attempt(() -> new ObjectPath(text).requireObject());
            attempt(() -> Layout.alias(new Alias(text)));
            attempt(() -> Layout.header(new ModelKey("41781d7b", new Version(text).requireStorable())));
            attempt(() -> Layout.archive(key, header(text, Subgroup.none())));
            attempt(() -> Layout.archive(key, header("onnx", new Subgroup(text))));
            requireInside(new ObjectPath(text).requireObject());
            Layout.keyOfHeader(new ObjectInfo(new ObjectPath(text), 200, Instant.EPOCH, null, null));
            Layout.aliasAt(new ObjectPath(text));
        });
        assertThat(accepted).isBetween(executions / 100, executions * 99 / 100);
    }

    /** The order of versions is one: it turns round with its sides, and only equal ones are level. */
    @Test
    void versions_areInOneOrder() {
        long executions = EXECUTIONS / 8;
        long accepted = fuzz("versions", executions, text -> {
            int half = text.length() / 2;
            Version one = new Version("1" + text.substring(0, half));
            Version other = new Version("1" + text.substring(half));
            int order = Integer.signum(one.compareTo(other));
            require(order == -Integer.signum(other.compareTo(one)), one + " and " + other + " are in no order");
            require((order == 0) == one.equals(other), one + " and " + other + " are level");
        });
        assertThat(accepted).isBetween(executions / 100, executions * 99 / 100);
    }

    /** Of the names that a pattern could stand for, those match it of which its definition says so. */
    @Test
    void patterns_matchWhatTheirDefinitionSays_orAreRefusedByAnErrorOfOurs() {
        long executions = EXECUTIONS / 8;
        long accepted = fuzz("patterns", executions, text -> {
            attempt(() -> RepositoryAddress.listOf(text));
            String pattern = text.substring(0, Math.min(30, text.length()))
                    .replace('.', '?')
                    .replace('-', '*');
            List<String> names = List.of(
                    text.substring(0, Math.min(30, text.length())),
                    "log/a/b/c/model.onnx",
                    pattern.replace("*", "").replace('?', 'x'),
                    pattern.replace("*", "ab").replace('?', '/'),
                    pattern.replace("**/", "").replace("*", "a").replace('?', '\n'),
                    pattern.replace("*", "a/b").replace('?', 'x') + "c");
            FilePatterns files = FilePatterns.of(pattern);
            Glob glob = new Glob(pattern);
            boolean hasManyStars = pattern.chars().filter(c -> c == '*').count() > 5;
            for (String name : hasManyStars ? List.<String>of() : names) {
                require(
                        files.matches(name) == PatternDefinition.OF_FILES.matches(pattern, name),
                        "'" + name + "' for '" + pattern + "'");
                require(
                        glob.matches(name) == PatternDefinition.OF_NAMES.matches(pattern, name),
                        "'" + name + "' for '" + pattern + "', a glob");
            }
        });
        assertThat(accepted).isBetween(executions / 100, executions * 99 / 100);
    }

    private static ModelHeader header(String name, Subgroup subgroup) {
        return new ModelHeader("me", LocalDate.EPOCH, name, Map.of(), subgroup, new Version("1.0.0"));
    }

    private interface Attempt {
        Object run();
    }

    private static void attempt(Attempt attempt) {
        try {
            if (attempt.run() instanceof ObjectPath path) {
                requireInside(path);
            }
        } catch (AudModelException e) {
            require(!e.getMessage().isBlank(), "an error has no message");
        }
    }

    private static void requireInside(ObjectPath path) {
        Path resolved = ROOT.resolve(path.text());
        boolean isInside = resolved.normalize().equals(resolved) && resolved.startsWith(ROOT) && !resolved.equals(ROOT);
        require(isInside, path + " leads to " + resolved);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalStateException(problem);
        }
    }

    private interface TextReader {
        void read(String text);
    }

    private static long fuzz(String name, long executions, TextReader reader) {
        return new Fuzz(name, INPUTS, AudModelException.class)
                .run(executions, () -> input -> reader.read(new String(input, StandardCharsets.UTF_8)));
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
