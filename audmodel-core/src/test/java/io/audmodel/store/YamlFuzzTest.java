package io.audmodel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AudModelException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.inputs.Fuzz;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.inputs.YamlGrammar;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Headers, metadata and alias documents that somebody changed. The full run: {@code -Daudmodel.fuzz.yaml=10000000}. */
@Tag("reliability")
@Tag("one-jdk")
class YamlFuzzTest {

    private static final long EXECUTIONS = Long.getLong("audmodel.fuzz.yaml", 60_000);

    private static final List<byte[]> DOCUMENTS = bytes(
            "author: me\ndate: 2026-11-23\nname: onnx\nparameters:\n  model: cnn10\n  rate: 16000\n  mono: true\n"
                    + "subgroup: emotion.small\nversion: 1.0.0\n",
            "author: me\ndate: 2026-11-23\nname: onnx\nparameters: {}\nsubgroup: ''\nversion: 1.0.0\n",
            "uid: 41781d7b-1.0.0\n",
            "aliases:\n- emotion-production\n- emotion-test\n",
            "data:\n  emodb: {version: 1.4.1, split: [train, dev]}\nlabels:\n- &a anger\n- *a\n- !!binary |\n  aGVsbG8=\n"
                    + "- 1.5e+3\n- .inf\n- 0x1F\n- 1:30\n- ~\n- \"\\u00e9\\n\"\nnote: |-\n  several\n  lines\nfolded: >\n  one\n\n  two\n",
            "? [1, 2]\n: !!python/tuple [1, 'two', 3.0]\n? x\n: !!set {a, b}\n2001-12-14 21:59:43.10 -5: 2001-12-15\n");

    private static final List<byte[]> WORDS = bytes(
            "!!python/object/apply:os.system ['true']",
            "!!python/name:os.system ''",
            "!!python/object:x.Y {}",
            "!!str",
            "&a ",
            "*a",
            "<<: *a",
            "- ",
            "? ",
            ": ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\"",
            "'",
            "|",
            ">",
            "|+9",
            "%YAML 9.9\n",
            "---\n",
            "...\n",
            "\t",
            "\r",
            "\u0085",
            "\uFEFF",
            "\0",
            "# ",
            "\\x",
            "\\u",
            "\\UFFFFFFFF",
            "  ",
            "\n",
            "~",
            "null",
            "9".repeat(400),
            "-9223372036854775809",
            "1e999",
            "0b1",
            "0o7",
            ".nan",
            "99:99:99",
            "2026-13-45",
            "[".repeat(300),
            "{a: ".repeat(300),
            "a: &b [*b]",
            "\uD83D\uDE00",
            "=",
            "!<tag:yaml.org,2002:int> x",
            "!!int x",
            "!!float x",
            "!!timestamp x",
            "!!binary '*'",
            "!!merge x",
            "!!omap [a: 1]");

    private static final Inputs INPUTS =
            new Mutations(Inputs.eitherOf(Inputs.oneOf(DOCUMENTS), new YamlGrammar()), WORDS);

    private final Serializer yaml = new YamlSerializerProvider().create();

    @Test
    void documents_areRead_orRefusedByAnErrorOfOurs() {
        long accepted = fuzz("yaml", INPUTS, EXECUTIONS, input -> {
            Object value = yaml.read(input, "fuzzed");
            Object again = yaml.read(yaml.write(value), "written");
            if (!Objects.equals(yaml.read(yaml.write(again), "written"), again)) {
                throw new IllegalStateException("what is written is read as " + again);
            }
        });
        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    @Test
    void headersAndAliases_areRead_orRefusedByAnErrorOfOurs() {
        HeaderCodec headers = new HeaderCodec(yaml);
        AliasCodec aliases = new AliasCodec(yaml);
        ModelKey key = ModelKey.of(ModelId.of("41781d7b-1.0.0"));
        Inputs inputs = new Mutations(Inputs.oneOf(DOCUMENTS), WORDS);
        long executions = EXECUTIONS / 4;
        assertThat(fuzz("header", inputs, executions, input -> {
                    ModelHeader header = headers.decode(input, key, "fuzzed");
                    Map<?, ?> fields = (Map<?, ?>) yaml.read(input, "fuzzed");
                    requireSame(header.name(), fields.get("name"));
                    requireSame(header.author(), fields.get("author"));
                    requireSame(header.parameters(), fields.get("parameters"));
                    requireSame(header.version().text(), fields.get("version"));
                    requireSame(header.date(), fields.get("date"));
                }))
                .isBetween(executions / 100, executions * 99 / 100);
        assertThat(fuzz("alias", inputs, executions, input -> {
                    String target = aliases.decodeTarget(stored(input)).toString();
                    String uid = (String) ((Map<?, ?>) yaml.read(input, "fuzzed")).get("uid");
                    // Behind legacy ids Python writes a version.
                    requireSame(target, uid.startsWith(target + "-") ? target : uid);
                }))
                .isBetween(executions / 100, executions * 99 / 100);
        assertThat(fuzz("aliases", inputs, executions, input -> {
                    Map<?, ?> fields = yaml.read(input, "fuzzed") instanceof Map<?, ?> map ? map : Map.of();
                    List<?> listed = fields.get("aliases") instanceof List<?> list ? list : List.of();
                    List<String> expected = listed.stream()
                            .filter(Objects::nonNull)
                            .map(String::valueOf)
                            .filter(YamlFuzzTest::isAlias)
                            .distinct()
                            .sorted()
                            .toList();
                    requireSame(
                            aliases.decodeAliases(stored(input)).stream()
                                    .map(Alias::toString)
                                    .sorted()
                                    .toList(),
                            expected);
                }))
                .isBetween(executions / 100, executions * 99 / 100);
    }

    private static boolean isAlias(String text) {
        try {
            return Alias.of(text).toString().equals(text);
        } catch (InvalidArgumentException e) {
            return false;
        }
    }

    /** What the document says, where it says it as a value of that kind. */
    private static void requireSame(Object read, @Nullable Object field) {
        boolean isOfThatKind = read instanceof String && field instanceof String
                || read instanceof LocalDate && field instanceof LocalDate
                || read instanceof Map && field instanceof Map
                || read instanceof List && field instanceof List;
        if (isOfThatKind && !read.equals(field)) {
            throw new IllegalStateException(field + " was read as " + read);
        }
    }

    private static StoredDocument stored(byte[] bytes) {
        Store store = new Store(RepositoryAddress.of("s3:localhost#models"), () -> {
            throw new IllegalStateException("nothing is to be asked");
        });
        ObjectPath path = new ObjectPath("fuzzed");
        return new StoredDocument(store, new ObjectInfo(path, bytes.length, Instant.EPOCH, null, null), bytes);
    }

    private static long fuzz(String name, Inputs inputs, long executions, Fuzz.Reader reader) {
        return new Fuzz(name, inputs, AudModelException.class).run(executions, () -> reader);
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
