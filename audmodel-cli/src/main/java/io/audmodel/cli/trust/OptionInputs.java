package io.audmodel.cli.trust;

import io.audmodel.backend.Environment;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.signing.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** What options name: files, which may be pipes and are read once, and variables. */
final class OptionInputs {

    private OptionInputs() {}

    /**
     * Reads a file.
     *
     * @param what for messages, such as {@code the private key}
     * @param most bytes that it may have
     */
    static byte[] file(String file, String what, int most) {
        try (InputStream in = Files.newInputStream(Environment.system().path(file))) {
            return limited(in, file, what, most);
        } catch (IOException e) {
            throw new InvalidArgumentException("cannot read " + file + " with " + what + ": " + Reasons.of(e), e);
        }
    }

    /** Logs that others may read such a file, if they may. */
    static void warnOfReaders(String file, String what) {
        SecretFile.warn(Environment.system().path(file), what);
    }

    static byte[] standardInput(InputStream in, String what, int most) {
        try {
            return limited(in, "standard input", what, most);
        } catch (IOException e) {
            throw new InvalidArgumentException("cannot read standard input with " + what + ": " + e.getMessage(), e);
        }
    }

    static String variable(String name, String what) {
        return Environment.system()
                .variable(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new InvalidArgumentException(
                        "the variable " + name + ", which is to have " + what + ", is not set, or empty"));
    }

    private static byte[] limited(InputStream in, String source, String what, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new InvalidArgumentException(source + " is larger than a file with " + what + " can be");
        }
        return bytes;
    }
}
