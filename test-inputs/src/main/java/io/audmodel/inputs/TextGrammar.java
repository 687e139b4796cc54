package io.audmodel.inputs;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** What people and programs pass as ids, aliases, versions, names, paths and repositories, put together from parts. */
public final class TextGrammar implements Inputs {

    private static final int MOST_PARTS = 6;
    private static final String[] PARTS = {
        "41781d7b",
        "41781D7B",
        "5fbbaf38-3300-69cb-8f95-60a58cb8e19b",
        "1.0.0",
        "2",
        "0",
        "00",
        "1.10.0-rc.1",
        "+build",
        "99999999999999999999",
        "emotion",
        "small",
        "production",
        "model.onnx",
        "_uid",
        "_alias",
        "CON",
        "nul",
        "..",
        ".",
        "...",
        "~",
        "",
        " ",
        "s3",
        "file-system",
        "artifactory",
        "https",
        "localhost",
        "9000",
        "data",
        "[::1]",
        "me",
        "%2e%2e",
        "%",
        "\u00e9",
        "e\u0301",
        "\u0130",
        "\uD83D\uDE00",
        "\u202E",
        "\u0000",
        "\n",
        "\r\n",
        "\t",
        "\u0085",
        "\uFEFF",
        "*",
        "**",
        "?",
        "{a,b}",
        "[",
        "]",
        "C",
        "x".repeat(300)
    };
    private static final String[] JOINTS = {"-", ".", "/", "_", ":", "#", "//", "\\", "://", "@", ",", "", "+", "="};

    @Override
    public byte[] next(SplittableRandom random) {
        StringBuilder text = new StringBuilder(PARTS[random.nextInt(PARTS.length)]);
        // One joint for all of it, most of the time: what is joined without a rule is refused at once.
        String joint = JOINTS[random.nextInt(JOINTS.length)];
        for (int left = random.nextInt(MOST_PARTS); left > 0; left--) {
            text.append(random.nextInt(4) == 0 ? JOINTS[random.nextInt(JOINTS.length)] : joint);
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
