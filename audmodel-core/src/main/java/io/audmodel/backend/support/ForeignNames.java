package io.audmodel.backend.support;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells names in a list that others gave from those that were damaged on the way. No store sends a checksum of a list. A
 * flipped bit in a name of ours hides the object, and leaves a name that no client gives. It does not come twice, as the
 * name of a file that is really there does.
 */
public final class ForeignNames {

    private static final int MOST_LISTS = 4;

    /** A folder with more of them is not one of ours, and need not be listed twice. */
    private static final int MOST_NAMES = 1_000;

    private ForeignNames() {}

    /**
     * Returns a list whose foreign names an earlier list had as well, or which has none or more than a thousand. The
     * fourth list is returned in any case: files come and go.
     *
     * @param list requests the list, and hands over each foreign name in it
     */
    public static <T> T confirmed(Function<? super Consumer<String>, T> list) {
        Set<String> known = new HashSet<>();
        for (int lists = 1; ; lists++) {
            Set<String> names = new HashSet<>();
            T listed = list.apply((Consumer<String>) name -> {
                if (names.size() <= MOST_NAMES) {
                    names.add(name);
                }
            });
            if (lists == MOST_LISTS || names.size() > MOST_NAMES || known.containsAll(names)) {
                return listed;
            }
            known.addAll(names);
        }
    }
}
