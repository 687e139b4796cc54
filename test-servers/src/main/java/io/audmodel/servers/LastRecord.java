package io.audmodel.servers;

import org.jspecify.annotations.Nullable;

/** Compares, hashes and writes a record, so that what the JDK keeps of the record before is let go. */
public final class LastRecord implements Runnable {

    private record Last(@Nullable Last last) {}

    @Override
    public void run() {
        Last one = new Last(new Last(null));
        Last other = new Last(new Last(null));
        if (!one.equals(other)
                || one.hashCode() != other.hashCode()
                || !one.toString().equals(other.toString())) {
            throw new IllegalStateException(one + " is not " + other);
        }
    }
}
