package io.audmodel.model;

import java.util.Map;

final class PythonText {

    private PythonText() {}

    static String of(Map<Object, Object> tree) {
        throw new UnsupportedOperationException(tree.toString());
    }

    static String ofSorted(Map<Object, Object> tree) {
        throw new UnsupportedOperationException(tree.toString());
    }
}
