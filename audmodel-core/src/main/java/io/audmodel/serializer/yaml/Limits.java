package io.audmodel.serializer.yaml;

/** How much one document may hold, beside the depth and the number of values of a {@link io.audmodel.model.Tree}. */
final class Limits {

    /** Of the document as stored: far more than metadata needs, and little enough for a small heap. */
    static final int BYTES = 16 * 1024 * 1024;

    /** Of one integer: CPython refuses longer ones, and reading them takes quadratic time. */
    static final int DIGITS = 4300;

    private Limits() {}
}
