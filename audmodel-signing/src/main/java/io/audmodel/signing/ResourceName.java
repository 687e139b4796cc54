package io.audmodel.signing;

import io.audmodel.error.PlainText;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of files in statements: in one form each, from the folder that is signed, and never out of it. */
final class ResourceName {

    /** By code points, which Java's own order of texts is not. */
    static final Comparator<String> ORDER = ResourceName::compare;

    private static final Pattern SHARD = Pattern.compile("(?s)(.+):(0|[1-9][0-9]{0,18}):([1-9][0-9]{0,18})");

    private ResourceName() {}

    /**
     * A part of a file.
     *
     * @param start of its first byte
     * @param end behind its last byte
     */
    record Shard(String file, long start, long end) {

        /** The part that a name says; empty if it says none. Names of files may have colons too. */
        static Optional<Shard> of(String name) {
            Matcher matcher = SHARD.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Shard(
                        matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return file + ":" + start + ":" + end;
        }
    }

    /** What is wrong with a name, to be put behind "it"; empty if nothing is. */
    static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (name.indexOf('\0') >= 0) {
            return Optional.of("has a zero in it");
        }
        if (name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            return Optional.of("is no text: it has half a surrogate pair");
        }
        if (name.startsWith("/")) {
            return Optional.of("begins with a slash: paths are from the folder that is signed");
        }
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                return Optional.of("leads out of the folder by '..'");
            }
            if (part.isEmpty() || part.equals(".")) {
                return Optional.of("is not in its one form: it has an empty part, or '.'");
            }
        }
        return Optional.empty();
    }

    /** @param path what has the file, for messages */
    static void require(StrictJson json, String path, String name) {
        problem(name).ifPresent(problem -> {
            throw json.malformed(path + " has the file " + PlainText.quoted(name) + ", which " + problem);
        });
    }

    private static int compare(String one, String other) {
        int at = 0;
        int end = Math.min(one.length(), other.length());
        while (at < end && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        if (at == end) {
            return Integer.compare(one.length(), other.length());
        }
        char first = one.charAt(at);
        char second = other.charAt(at);
        // Pairs stand for code points above all others.
        return Character.isSurrogate(first) == Character.isSurrogate(second)
                ? Character.compare(first, second)
                : Boolean.compare(Character.isSurrogate(first), Character.isSurrogate(second));
    }
}
