package io.audmodel.archive;

import io.audmodel.error.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for names of entries. Packing and unpacking share them, so that everything that can be packed can be
 * unpacked on a system of the same kind. Names that only Windows does not allow are refused when they are unpacked on
 * Windows.
 */
public final class EntryName {

    private static final int MOST_BYTES = 0xFFFF;
    private static final Pattern RESERVED_ON_WINDOWS =
            Pattern.compile("(?i)(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|COM[0-9¹²³]|LPT[0-9¹²³])[ ]*(\\..*)?");
    private static final Pattern REFUSED_BY_WINDOWS =
            Pattern.compile(".*[\\x00-\\x1f<>:\"|?*\\\\].*|.*[. ]", Pattern.DOTALL);

    private EntryName() {}

    /**
     * What is wrong with the name, such as {@code has the segment '..'}; empty if nothing is.
     *
     * @param name the name, without the slash that ends the name of a folder
     */
    public static Optional<String> problem(String name) {
        if (isPlain(name)) {
            return Optional.empty();
        }
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("is longer than " + MOST_BYTES + " bytes");
        }
        return characterProblem(name).or(() -> segmentProblem(name));
    }

    /**
     * Whether the name is obviously valid, as most are: it has letters, digits, {@code _}, {@code -}, and dots and
     * slashes that are followed by one of these.
     */
    private static boolean isPlain(String name) {
        boolean segmentOpen = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isOrdinary =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!isOrdinary && !(segmentOpen && (c == '.' || c == '/'))) {
                return false;
            }
            segmentOpen = isOrdinary;
        }
        return segmentOpen && name.length() <= MOST_BYTES;
    }

    private static Optional<String> characterProblem(String name) {
        return name.codePoints()
                .filter(c -> c == 0 || isSurrogate(c))
                .mapToObj(c -> c == 0
                        ? "has the character U+0000"
                        : String.format(Locale.ROOT, "is not Unicode text (U+%04X)", c))
                .findFirst();
    }

    /** A code point of a string is a surrogate only if the other half of the pair is missing. */
    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    private static Optional<String> segmentProblem(String name) {
        if (name.startsWith("/")) {
            return Optional.of("is absolute");
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.of("has the segment '" + segment + "'");
            }
        }
        return Optional.empty();
    }

    /** Why Windows does not allow this name, which other systems do; empty if it does. */
    public static Optional<String> problemOnWindows(String name) {
        for (String segment : name.split("/")) {
            if (RESERVED_ON_WINDOWS.matcher(segment).matches()
                    || REFUSED_BY_WINDOWS.matcher(segment).matches()) {
                return Optional.of("has the segment " + PlainText.quoted(segment) + ", which Windows does not allow");
            }
        }
        return Optional.empty();
    }
}
