package io.audmodel.servers.odd;

import java.io.IOException;

/**
 * One kind of peer.
 *
 * @param name of the kind, such as {@code the head, half: silent}
 * @param speaks whose answers it twists
 * @param truth what a client may take for true that is not
 */
public record Oddity(String name, Place place, Speaks speaks, Truth truth, Act act) {

    /** Where it begins to be odd. */
    public enum Place {
        /** Nobody listens, or nobody takes what connects. */
        PORT,
        /** Before a request is read. */
        CONNECTION,
        /** In the handshake of TLS. */
        HANDSHAKE,
        /** In the answer of a proxy that is asked for a tunnel. */
        TUNNEL,
        /** In the answer to a request, or in place of it. */
        ANSWER
    }

    /** The protocol above HTTP. */
    public enum Speaks {
        ANY,
        S3,
        ARTIFACTORY
    }

    /** What nobody can blame a client for. */
    public enum Truth {
        /** It never says what is not. */
        ALL,
        /** It says that something is not there. */
        DENIES,
        /** It says of something else that it is what was asked for, or done. */
        LIES
    }

    /** Does it; the connection continues when this returns, if it is still open. */
    @FunctionalInterface
    public interface Act {
        void on(Turn turn) throws IOException;
    }

    static Oddity answer(String name, Act act) {
        return new Oddity(name, Place.ANSWER, Speaks.ANY, Truth.ALL, act);
    }

    Oddity denying() {
        return new Oddity(name, place, speaks, Truth.DENIES, act);
    }

    Oddity lying() {
        return new Oddity(name, place, speaks, Truth.LIES, act);
    }

    Oddity of(Speaks protocol) {
        return new Oddity(name, place, protocol, truth, act);
    }

    @Override
    public String toString() {
        return name;
    }
}
