package io.audmodel.serializer.yaml;

import java.util.Set;

/** The tags of collections, and how documents spell tags. */
final class Tags {

    /** What {@code !!} stands for. */
    static final String PREFIX = "tag:yaml.org,2002:";

    static final String SEQ = PREFIX + "seq";
    static final String OMAP = PREFIX + "omap";
    static final String PAIRS = PREFIX + "pairs";
    static final String SET = PREFIX + "set";
    static final String PYTHON_LIST = PREFIX + "python/list";
    static final String PYTHON_TUPLE = PREFIX + "python/tuple";

    /** Of mappings; empty for none. */
    static final Set<String> MAPPINGS = Set.of("", PREFIX + "map", PREFIX + "python/dict", SET);

    /** Of lists; empty for none. */
    static final Set<String> SEQUENCES = Set.of("", SEQ, OMAP, PAIRS, PYTHON_LIST, PYTHON_TUPLE);

    private Tags() {}

    /** Whether a tag names a plain value of some kind. */
    static boolean isKnown(String tag) {
        return MAPPINGS.contains(tag)
                || SEQUENCES.contains(tag)
                || ScalarType.tagged(tag).isPresent();
    }

    /** The short spelling of a full tag, such as {@code !!python/tuple}. */
    static String spell(String tag) {
        if (tag.startsWith(PREFIX)) {
            return "!!" + tag.substring(PREFIX.length());
        }
        return tag.startsWith("!") ? tag : "!<" + tag + ">";
    }
}
