package io.audmodel.backend.support;

import java.util.Optional;

/** Finds host names that neither Java nor certificates accept. */
public final class HostName {

    private HostName() {}

    /** Returns what is wrong with the host name of an address, and the way out; empty if nothing is. */
    public static Optional<String> flaw(String address) {
        String authority = address.replaceFirst("^[^/]*://", "").replaceFirst("/.*$", "");
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":.*$", "");
        return host.contains("_")
                ? Optional.of(
                        "the host name '" + host + "' has an underscore, which names of hosts have not (RFC 1123),"
                                + " and Java reaches none by such a name: give the server another one, in docker compose by an"
                                + " alias in its network, or name its IP address")
                : Optional.empty();
    }
}
