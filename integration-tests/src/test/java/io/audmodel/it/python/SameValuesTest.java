package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.error.AudModelException;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.inputs.PythonAnswers;
import io.audmodel.inputs.YamlGrammar;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import io.audmodel.value.Binary;
import io.audmodel.value.PythonSet;
import io.audmodel.value.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents that somebody changed have the values that Python reads in them, or are refused. The full run: {@code
 * -Daudmodel.values=200000}.
 */
@Tag("python")
@Tag("reliability")
@Tag("one-jdk")
class SameValuesTest {

    private static final int DOCUMENTS = Integer.getInteger("audmodel.values", 4_000);
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_128);

    private static final List<byte[]> SAMPLES = bytes(
            "author: me\ndate: 2026-11-23\nname: onnx\nparameters:\n  model: cnn10\n  rate: 16000\n  mono: true\n"
                    + "subgroup: emotion.small\nversion: 1.0.0\n",
            "aliases:\n- emotion-production\n- emotion-test\n",
            "data:\n  emodb: {version: 1.4.1, split: [train, dev]}\nlabels:\n- &a anger\n- *a\n- !!binary |\n  aGVsbG8=\n"
                    + "- 1.5e+3\n- .inf\n- 0x1F\n- 1:30\n- ~\n- \"\\u00e9\\n\"\nnote: |-\n  several\n  lines\nfolded: >\n  one\n\n  two\n",
            "? [1, 2]\n: !!python/tuple [1, 'two', 3.0]\n? x\n: !!set {a, b}\n2001-12-14 21:59:43.10 -5: 2001-12-15\n");

    private static final List<byte[]> WORDS = bytes(
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
            "|+2",
            ">-",
            "---\n",
            "...\n",
            "\t",
            "# ",
            "  ",
            "\n",
            "\n\n",
            "~",
            "null",
            "yes",
            "0o7",
            "017",
            "0b1",
            "1_0",
            "+.inf",
            ".nan",
            "1e3",
            "1.e3",
            "1:30:00",
            "190:20:30.15",
            "2026-1-4",
            "2026-01-04T01:02:03.004Z",
            "=",
            "<<: {a: 1}",
            "!!str ",
            "!!int ",
            "!!float ",
            "&b ",
            "*b",
            "\\x41",
            "\\N",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uD83D\uDE00",
            "true",
            "0x_1",
            "-0",
            "1.",
            ".5");

    private static final String SCRIPT = """
            import datetime, io, struct, sys, yaml

            def joined(texts):
                return "[" + ", ".join(texts) + "]"

            def told(value):
                if value is None or isinstance(value, bool):
                    return str(value)
                if isinstance(value, int):
                    return "int " + str(value)
                if isinstance(value, float):
                    return "float " + ("nan" if value != value else struct.pack(">d", value).hex())
                if isinstance(value, str):
                    return "str " + value.encode("utf-16-be", "surrogatepass").hex()
                if isinstance(value, bytes):
                    return "bytes " + value.hex()
                if isinstance(value, datetime.datetime):
                    offset = value.utcoffset()
                    at = [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond]
                    return "time " + str(at) + ("" if offset is None else " " + str(int(offset.total_seconds())))
                if isinstance(value, datetime.date):
                    return "date " + str([value.year, value.month, value.day])
                if isinstance(value, dict):
                    return "dict " + joined(told(key) + " = " + told(element) for key, element in value.items())
                if isinstance(value, set):
                    return "set " + joined(sorted(told(element) for element in value))
                if isinstance(value, (list, tuple)):
                    return type(value).__name__ + " " + joined(told(element) for element in value)
                raise TypeError(type(value))

            for line in open(sys.argv[1]):
                document = io.TextIOWrapper(io.BytesIO(bytes.fromhex(line.strip())), encoding="utf-8")
                try:
                    # The whole loader would run what a document names.
                    print(told(yaml.load(document, Loader=yaml.FullLoader)))
                except Exception as e:
                    print("refused", type(e).__name__)
            """;

    private final Serializer yaml = new YamlSerializerProvider().create();

    @Test
    void documents_areReadAsPythonReadsThem_orRefused(@TempDir Path folder) throws IOException {
        Inputs inputs = new Mutations(Inputs.eitherOf(Inputs.oneOf(SAMPLES), new YamlGrammar()), WORDS);
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> documents = new ArrayList<>();
        List<String> here = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] document = inputs.next(random);
            try {
                here.add(told(yaml.read(document, "changed")));
                documents.add(document);
            } catch (AudModelException e) {
                // Refused, and so not mistaken.
                continue;
            }
        }
        String python = PythonInstallation.interpreter(PythonRelease.REFERENCE).toString();
        List<String> there = PythonAnswers.to(folder, python, SCRIPT, documents);

        List<String> differences = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            if (!here.get(i).equals(there.get(i))) {
                differences.add(new String(documents.get(i), StandardCharsets.UTF_8) + "\n is " + there.get(i)
                        + "\n and here " + here.get(i));
            }
        }
        assertThat(differences)
                .as("seed %d, %d documents, %d read here", SEED, DOCUMENTS, documents.size())
                .isEmpty();
        assertThat(documents.size()).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
    }

    /** As the script tells it. */
    private static String told(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean bool) {
            return bool ? "True" : "False";
        }
        if (value instanceof Double number) {
            return "float " + (number.isNaN() ? "nan" : "%016x".formatted(Double.doubleToLongBits(number)));
        }
        if (value instanceof Number) {
            return "int " + value;
        }
        if (value instanceof String text) {
            return "str " + text.chars().mapToObj("%04x"::formatted).collect(Collectors.joining());
        }
        if (value instanceof Binary binary) {
            return "bytes " + HexFormat.of().formatHex(binary.toBytes());
        }
        if (value instanceof LocalDate date) {
            return "date " + List.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        }
        if (value instanceof LocalDateTime time) {
            return "time "
                    + List.of(
                            time.getYear(),
                            time.getMonthValue(),
                            time.getDayOfMonth(),
                            time.getHour(),
                            time.getMinute(),
                            time.getSecond(),
                            time.getNano() / 1000);
        }
        if (value instanceof OffsetDateTime time) {
            return told(time.toLocalDateTime()) + " " + time.getOffset().getTotalSeconds();
        }
        if (value instanceof Map<?, ?> map) {
            return "dict "
                    + map.entrySet().stream()
                            .map(entry -> told(entry.getKey()) + " = " + told(entry.getValue()))
                            .toList();
        }
        Stream<String> elements = ((List<?>) value).stream().map(SameValuesTest::told);
        if (value instanceof PythonSet) {
            return "set " + elements.sorted().toList();
        }
        return (value instanceof Tuple ? "tuple " : "list ") + elements.toList();
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
