package io.audmodel.signing;

import io.audmodel.error.PlainText;
import java.util.List;
import java.util.stream.Collectors;

/** The signature is good, and the files are not those that were signed: get them again from where they were signed. */
public final class ChangedFilesException extends SigningException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_NAMED = 5;

    private final List<String> changed;
    private final List<String> missing;
    private final List<String> unsigned;

    ChangedFilesException(String what, List<String> changed, List<String> missing, List<String> unsigned) {
        super(
                what + " is not as it was signed:" + named(changed, "changed") + named(missing, "missing")
                        + named(unsigned, "not signed") + "; get it again, or have it signed as it is",
                null);
        this.changed = List.copyOf(changed);
        this.missing = List.copyOf(missing);
        this.unsigned = List.copyOf(unsigned);
    }

    /** Returns the names of files with other content than the signed one, in order; separated by slashes. */
    public List<String> changed() {
        return changed;
    }

    /** Returns the names of signed files that are not there, in order. */
    public List<String> missing() {
        return missing;
    }

    /** Returns the names of files that are there and were not signed, in order. */
    public List<String> unsigned() {
        return unsigned;
    }

    private static String named(List<String> names, String problem) {
        if (names.isEmpty()) {
            return "";
        }
        String first = names.stream().limit(MOST_NAMED).map(PlainText::quoted).collect(Collectors.joining(", "));
        return " " + names.size() + " " + problem + " (" + first + (names.size() > MOST_NAMED ? ", …" : "") + ")";
    }
}
