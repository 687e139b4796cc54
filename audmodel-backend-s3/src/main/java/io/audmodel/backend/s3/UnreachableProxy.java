package io.audmodel.backend.s3;

import java.io.IOException;
import java.net.ConnectException;

/** No connection to the proxy on the way to a server; the message names the proxy. */
final class UnreachableProxy extends ConnectException {

    private static final long serialVersionUID = 1L;

    UnreachableProxy(String proxy, IOException cause) {
        super(proxy);
        initCause(cause);
    }
}
