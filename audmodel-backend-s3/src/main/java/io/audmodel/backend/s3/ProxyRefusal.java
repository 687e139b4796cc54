package io.audmodel.backend.s3;

import java.io.IOException;

/** A proxy does not accept the credentials; the message names the proxy. */
final class ProxyRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    ProxyRefusal(String proxy) {
        super("the proxy " + proxy + " does not accept the user and password, or there are none: correct them in"
                + " HTTPS_PROXY or HTTP_PROXY, or in https.proxyUser and https.proxyPassword");
    }
}
