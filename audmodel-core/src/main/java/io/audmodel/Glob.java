package io.audmodel;

/**
 * A pattern in which {@code *} stands for any text and {@code ?} for any character. Matching takes at most the product
 * of both lengths.
 */
record Glob(String pattern) {

    /** Whether it has no wildcard. */
    boolean isLiteral() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    boolean matches(String text) {
        int at = 0;
        int star = -1;
        int afterStar = 0;
        for (int i = 0; i < text.length(); ) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                afterStar = i;
            } else if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                // The last star takes one more character.
                at = star + 1;
                i = ++afterStar;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(c -> c == '*');
    }
}
