package io.audmodel.model;

import java.util.Map;

/** To be written: immutable canonical copies of parameter and metadata trees. */
public final class Tree {

    private Tree() {}

    public static Map<Object, Object> copyOf(Map<?, ?> map) {
        throw new UnsupportedOperationException(String.valueOf(map));
    }
}
