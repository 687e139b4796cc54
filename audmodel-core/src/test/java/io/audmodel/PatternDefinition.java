package io.audmodel;

import java.util.stream.IntStream;

/** What the documentation says of patterns, as it says it: tried in all ways, one after the other. */
enum PatternDefinition {

    /** As {@link FilePatterns} has it. */
    OF_FILES {
        @Override
        boolean matches(String pattern, String name) {
            if (pattern.startsWith("**/")) {
                return matches(pattern.substring(3), name)
                        || IntStream.range(0, name.length())
                                .anyMatch(i ->
                                        name.charAt(i) == '/' && matches(pattern.substring(3), name.substring(i + 1)));
            }
            if (pattern.startsWith("**")) {
                return IntStream.rangeClosed(0, name.length())
                        .anyMatch(i -> matches(pattern.substring(2), name.substring(i)));
            }
            if (pattern.startsWith("*")) {
                return IntStream.rangeClosed(0, (name + "/").indexOf('/'))
                        .anyMatch(i -> matches(pattern.substring(1), name.substring(i)));
            }
            return matchesOne(pattern, name, '/');
        }
    },

    /** As {@link Glob} has it. */
    OF_NAMES {
        @Override
        boolean matches(String pattern, String name) {
            if (pattern.startsWith("*")) {
                return IntStream.rangeClosed(0, name.length())
                        .anyMatch(i -> matches(pattern.substring(1), name.substring(i)));
            }
            return matchesOne(pattern, name, -1);
        }
    };

    abstract boolean matches(String pattern, String name);

    /** @param never what no question mark stands for */
    boolean matchesOne(String pattern, String name, int never) {
        if (pattern.isEmpty() || name.isEmpty()) {
            return pattern.isEmpty() && name.isEmpty();
        }
        int one = name.codePointAt(0);
        boolean isMatched = pattern.startsWith("?") ? one != never : pattern.codePointAt(0) == one;
        return isMatched
                && matches(
                        pattern.substring(Character.charCount(pattern.codePointAt(0))),
                        name.substring(Character.charCount(one)));
    }
}
