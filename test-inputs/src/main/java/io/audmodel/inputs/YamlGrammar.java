package io.audmodel.inputs;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Documents that have the structure of YAML, in all its forms: mappings and lists in blocks and in brackets, anchors and
 * aliases, tags, and scalars in five styles. Most are right; some repeat a key or use an anchor that is not there.
 */
public final class YamlGrammar implements Inputs {

    private static final int DEEPEST = 5;
    private static final String[] PLAIN = {
        "a",
        "name",
        "uid",
        "aliases",
        "date",
        "version",
        "1",
        "-0",
        "0x1F",
        "0b11",
        "0o17",
        "017",
        "1_000",
        "1:30",
        "1.5",
        "1e3",
        "1.5e+3",
        ".inf",
        "-.INF",
        ".nan",
        "~",
        "null",
        "yes",
        "Off",
        "TRUE",
        "2026-11-23",
        "2001-12-14 21:59:43.10 -5",
        "2001-12-14t21:59:43Z",
        "0000-00-00",
        "<<",
        "=",
        "é",
        "\u4f60",
        "a b",
        "a#b",
        "x:y",
        "99999999999999999999",
        "emotion.small",
        "1.0.0",
        "41781d7b-1.0.0",
        "../../x"
    };
    private static final String[] QUOTED = {
        "\"\"",
        "''",
        "\"a\\nb\"",
        "\"\\u00e9\\x41\\U0001F600\"",
        "\"\\0\"",
        "\"\\ud800\"",
        "'it''s'",
        "\"\\\n  b\"",
        "'a\n\n  b'",
        "\"\\L\\P\\N\\_\"",
        "\"\\e[31m\"",
        "\"..\\\\..\""
    };
    private static final String[] TAGS = {
        "!!str",
        "!!int",
        "!!float",
        "!!bool",
        "!!null",
        "!!binary",
        "!!timestamp",
        "!!seq",
        "!!map",
        "!!set",
        "!!omap",
        "!!pairs",
        "!!merge",
        "!!value",
        "!!python/tuple",
        "!!python/list",
        "!!python/dict",
        "!!python/str",
        "!!python/unicode",
        "!!python/int",
        "!!python/long",
        "!!python/float",
        "!!python/complex",
        "!!python/bytes",
        "!!python/none",
        "!!python/bool",
        "!!python/name:os.system",
        "!!python/object/apply:os.system",
        "!local",
        "!",
        "!<tag:yaml.org,2002:str>"
    };

    @Override
    public byte[] next(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(16) == 0) {
            text.append(random.nextBoolean() ? "%YAML 1.1\n" : "%TAG !e! tag:example.org:\n")
                    .append("---\n");
        }
        block(text, 0, 0, random);
        if (random.nextInt(16) == 0) {
            text.append(random.nextBoolean() ? "...\n" : "---\na\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A node that begins on a line of its own, and ends with one. */
    private static void block(StringBuilder text, int indent, int depth, SplittableRandom random) {
        int kind = depth >= DEEPEST ? 9 : random.nextInt(10);
        if (kind < 5) {
            entries(text, indent, depth, random, false);
        } else if (kind < 7) {
            entries(text, indent, depth, random, true);
        } else {
            text.append(" ".repeat(indent));
            flow(text, depth, random);
            text.append('\n');
        }
    }

    private static void entries(StringBuilder text, int indent, int depth, SplittableRandom random, boolean isList) {
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            text.append(" ".repeat(indent));
            if (isList) {
                text.append('-');
            } else if (random.nextInt(12) == 0) {
                text.append("? ");
                flow(text, depth + 2, random);
                text.append('\n').append(" ".repeat(indent)).append(':');
            } else {
                scalar(text, random);
                text.append(':');
            }
            value(text, indent + 1 + random.nextInt(3), depth, random);
        }
    }

    private static void value(StringBuilder text, int indent, int depth, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> {
                text.append(' ');
                properties(text, random);
                text.append('\n');
                block(text, indent, depth + 1, random);
            }
            case 1 -> {
                text.append(random.nextBoolean() ? " |" : " >");
                text.append(new String[] {"", "-", "+", "2", "1-"}[random.nextInt(5)])
                        .append('\n');
                for (int lines = random.nextInt(4); lines > 0; lines--) {
                    text.append(" ".repeat(indent)).append(pick(PLAIN, random)).append('\n');
                }
            }
            default -> {
                text.append(' ');
                flow(text, depth + 1, random);
                text.append(random.nextInt(12) == 0 ? " # note\n" : "\n");
            }
        }
    }

    private static void properties(StringBuilder text, SplittableRandom random) {
        if (random.nextInt(6) == 0) {
            text.append('&').append((char) ('a' + random.nextInt(3))).append(' ');
        }
        if (random.nextInt(8) == 0) {
            text.append(pick(TAGS, random)).append(' ');
        }
    }

    private static void flow(StringBuilder text, int depth, SplittableRandom random) {
        if (random.nextInt(10) == 0) {
            text.append('*').append((char) ('a' + random.nextInt(3))).append(' ');
            return;
        }
        properties(text, random);
        int kind = depth >= DEEPEST ? 9 : random.nextInt(10);
        if (kind >= 4) {
            scalar(text, random);
            return;
        }
        text.append(kind < 2 ? '[' : '{');
        for (int left = random.nextInt(4); left > 0; left--) {
            flow(text, depth + 1, random);
            if (kind >= 2) {
                text.append(": ");
                flow(text, depth + 1, random);
            }
            text.append(", ");
        }
        text.append(kind < 2 ? ']' : '}');
    }

    private static void scalar(StringBuilder text, SplittableRandom random) {
        text.append(random.nextInt(4) == 0 ? pick(QUOTED, random) : pick(PLAIN, random));
    }

    private static String pick(String[] choices, SplittableRandom random) {
        return choices[random.nextInt(choices.length)];
    }
}
