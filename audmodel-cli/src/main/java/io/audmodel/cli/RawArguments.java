package io.audmodel.cli;

import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Refuses arguments that the JVM damaged: it decodes them in the locale's encoding, and puts U+FFFD in place of each
 * invalid byte, which gives another name, and another id, than was typed.
 */
final class RawArguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final String LOST = "\uFFFD";

    private RawArguments() {}

    /** @throws InvalidArgumentException if characters of an argument were lost on the way */
    static void requireUndamaged(String... arguments) {
        if (System.getProperty("user.dir", "").contains(LOST)) {
            throw damaged("the name of the working folder");
        }
        String typed = typed();
        for (String argument : arguments) {
            if (argument.contains(LOST) && !typed.contains(argument)) {
                throw damaged("the argument '" + argument + "'");
            }
        }
    }

    private static InvalidArgumentException damaged(String what) {
        return new InvalidArgumentException(
                what + " arrived damaged: the locale of this process lacks its characters; set one"
                        + " with UTF-8, such as LC_ALL=C.UTF-8, and write it in UTF-8");
    }

    /** The typed text, if it is UTF-8: it may contain U+FFFD itself. */
    private static String typed() {
        try {
            byte[] bytes = Files.readAllBytes(COMMAND_LINE);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) ? text : "";
        } catch (IOException e) {
            return "";
        }
    }
}
