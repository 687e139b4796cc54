package io.audmodel.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A version's text taken apart for comparison: its numbers, then its pre-release identifiers; build metadata is gone. */
record Precedence(List<BigInteger> numbers, List<String> preRelease) implements Comparable<Precedence> {

    static Precedence of(String text) {
        String version = text.split("\\+", 2)[0];
        List<BigInteger> numbers = new ArrayList<>();
        int at = 0;
        while (at < version.length() && isDigit(version.charAt(at))) {
            int end = at;
            while (end < version.length() && isDigit(version.charAt(end))) {
                end++;
            }
            numbers.add(new BigInteger(version.substring(at, end)));
            boolean goesOn =
                    end + 1 < version.length() && version.charAt(end) == '.' && isDigit(version.charAt(end + 1));
            at = goesOn ? end + 1 : end;
            if (!goesOn) {
                break;
            }
        }
        String rest = version.substring(at);
        while (!rest.isEmpty() && (rest.charAt(0) == '-' || rest.charAt(0) == '.')) {
            rest = rest.substring(1);
        }
        return new Precedence(numbers, rest.isEmpty() ? List.of() : List.of(rest.split("\\.")));
    }

    @Override
    public int compareTo(Precedence other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int byNumber = number(i).compareTo(other.number(i));
            if (byNumber != 0) {
                return byNumber;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        return compareIdentifiers(preRelease, other.preRelease);
    }

    private BigInteger number(int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    private static int compareIdentifiers(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int byIdentifier = compareIdentifier(left.get(i), right.get(i));
            if (byIdentifier != 0) {
                return byIdentifier;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareIdentifier(String left, String right) {
        boolean leftNumeric = isNumeric(left);
        boolean rightNumeric = isNumeric(right);
        if (leftNumeric && rightNumeric) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return leftNumeric == rightNumeric ? left.compareTo(right) : Boolean.compare(rightNumeric, leftNumeric);
    }

    private static boolean isNumeric(String identifier) {
        return !identifier.isEmpty() && identifier.chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
