package io.audmodel.servers.odd;

/** How clients come to the peer. */
public enum PeerRoute {
    /** By HTTP. */
    PLAIN,
    /** By TLS. */
    TLS,
    /** It is a proxy, and reads what it passes on. */
    READER,
    /** It is a proxy, and makes tunnels, in which it is the server as well. */
    TUNNEL;

    boolean isTls() {
        return this == TLS || this == TUNNEL;
    }

    /** Whether a peer that is so reached can be so odd. */
    public boolean fits(Oddity oddity) {
        return switch (oddity.place()) {
            case PORT, CONNECTION, ANSWER -> true;
            case HANDSHAKE -> isTls();
            case TUNNEL -> this == TUNNEL;
        };
    }
}
