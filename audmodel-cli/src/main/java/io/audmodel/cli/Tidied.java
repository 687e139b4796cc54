package io.audmodel.cli;

import io.audmodel.error.PlainText;
import io.audmodel.tidy.KeptVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the commands that tidy a repository say alike. */
final class Tidied {

    static final String GRACE =
            "How old everything has to be, 1h or more and ${DEFAULT-VALUE} by default: longer than any"
                    + " publish takes.";

    private Tidied() {}

    /** Prints lines for people, or a map for programs. */
    static void print(AudModelCommand root, List<String> lines, Map<String, Object> fields) {
        if (root.isJson()) {
            root.output().print(fields);
        } else {
            lines.forEach(root.terminal().out()::println);
        }
    }

    static void tell(AudModelCommand root, String what) {
        root.terminal().err().println("audmodel: " + Wording.ofTool(PlainText.line(what)));
    }

    static void tellKept(AudModelCommand root, List<KeptVersion> kept) {
        kept.forEach(each -> tell(root, each.key() + " stays: " + each.reason()));
    }

    static List<Map<String, Object>> asMaps(List<KeptVersion> kept) {
        return kept.stream()
                .map(each -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("id", each.key().toString());
                    fields.put("reason", each.reason());
                    return fields;
                })
                .toList();
    }
}
