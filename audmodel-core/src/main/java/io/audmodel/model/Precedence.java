package io.audmodel.model;

/**
 * Compares the texts of two versions by their precedence: numbers first, then pre-release identifiers; build metadata
 * does not count. It reads both texts side by side, since listings are sorted often and versions usually differ early.
 */
final class Precedence {

    private Precedence() {}

    static int compare(String left, String right) {
        Cursor l = new Cursor(left);
        Cursor r = new Cursor(right);
        while (l.nextNumber() | r.nextNumber()) {
            int byNumber = compareNumbers(l, r);
            if (byNumber != 0) {
                return byNumber;
            }
        }
        if (!l.isPreRelease() || !r.isPreRelease()) {
            return Boolean.compare(r.isPreRelease(), l.isPreRelease());
        }
        while (l.nextIdentifier() & r.nextIdentifier()) {
            int byIdentifier = compareIdentifiers(l, r);
            if (byIdentifier != 0) {
                return byIdentifier;
            }
        }
        return Boolean.compare(l.hasPart(), r.hasPart());
    }

    static boolean isPreRelease(String text) {
        Cursor cursor = new Cursor(text);
        cursor.skipNumbers();
        return cursor.isPreRelease();
    }

    /** Compares numbers of any size; a missing number is empty, and equals zero. */
    private static int compareNumbers(Cursor left, Cursor right) {
        left.skipZeros();
        right.skipZeros();
        int byLength = Integer.compare(left.length(), right.length());
        return byLength != 0 ? byLength : left.compareText(right);
    }

    private static int compareIdentifiers(Cursor left, Cursor right) {
        boolean leftNumeric = left.isNumeric();
        boolean rightNumeric = right.isNumeric();
        if (leftNumeric && rightNumeric) {
            return compareNumbers(left, right);
        }
        return leftNumeric == rightNumeric ? left.compareText(right) : Boolean.compare(rightNumeric, leftNumeric);
    }

    /** Walks over a version; the part it stands on is empty before the first and after the last. */
    private static final class Cursor {

        private final String text;
        private final int end;
        private int from;
        private int to;
        private int next;
        private boolean inNumbers = true;
        private boolean hasPart;

        Cursor(String text) {
            this.text = text;
            int build = text.indexOf('+');
            this.end = build < 0 ? text.length() : build;
        }

        boolean nextNumber() {
            from = next;
            to = next;
            hasPart = inNumbers;
            if (inNumbers) {
                while (isDigitAt(to)) {
                    to++;
                }
                inNumbers = to < end && text.charAt(to) == '.' && isDigitAt(to + 1);
                next = inNumbers ? to + 1 : afterSeparator(to);
            }
            return hasPart;
        }

        void skipNumbers() {
            while (inNumbers) {
                nextNumber();
            }
        }

        /** Whether anything follows the numbers; known once they are over. */
        boolean isPreRelease() {
            return next < end;
        }

        boolean nextIdentifier() {
            from = next;
            hasPart = next < end;
            int dot = text.indexOf('.', next);
            to = dot < 0 || dot > end ? end : dot;
            next = Math.min(to + 1, end);
            return hasPart;
        }

        boolean hasPart() {
            return hasPart;
        }

        int length() {
            return to - from;
        }

        void skipZeros() {
            while (from < to && text.charAt(from) == '0') {
                from++;
            }
        }

        boolean isNumeric() {
            int at = from;
            while (at < to && isDigitAt(at)) {
                at++;
            }
            return at == to && length() > 0;
        }

        int compareText(Cursor other) {
            int shared = Math.min(length(), other.length());
            for (int i = 0; i < shared; i++) {
                int byChar = Character.compare(text.charAt(from + i), other.text.charAt(other.from + i));
                if (byChar != 0) {
                    return byChar;
                }
            }
            return Integer.compare(length(), other.length());
        }

        private int afterSeparator(int index) {
            boolean isSeparator = index < end && (text.charAt(index) == '-' || text.charAt(index) == '.');
            return isSeparator ? index + 1 : index;
        }

        private boolean isDigitAt(int index) {
            return index < end && text.charAt(index) >= '0' && text.charAt(index) <= '9';
        }
    }
}
