package io.audmodel.backend.artifactory;

import java.net.URI;
import org.apache.http.client.methods.HttpGet;

/**
 * A GET of a redirect's target. The query of that address is a permission for everybody who knows it, and so kept out
 * of the logged address.
 */
final class SignedGet extends HttpGet {

    private final String query;

    SignedGet(URI uri) {
        super(URI.create(uri.toString().replaceFirst("[?#].*$", "")));
        this.query = uri.getRawQuery();
    }

    String query() {
        return query;
    }
}
