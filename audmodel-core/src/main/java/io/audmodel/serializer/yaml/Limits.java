package io.audmodel.serializer.yaml;

import io.audmodel.value.Tree;

/** How much one document may hold, beside the depth and the number of values of a {@link io.audmodel.value.Tree}. */
final class Limits {

    /** Of the document as stored: far more than metadata needs, and little enough for a small heap. */
    static final int BYTES = 16 * 1024 * 1024;

    /** Of one integer: CPython refuses longer ones, and reading them takes quadratic time. */
    static final int DIGITS = 4300;

    /** As many as a tree may have, and no more than a heap has room for at some hundred bytes each. */
    static final int VALUES =
            (int) Math.min(Tree.MAX_VALUES, Runtime.getRuntime().maxMemory() / 512);

    private Limits() {}
}
