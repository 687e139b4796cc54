package io.audmodel.backend.artifactory;

import java.net.URI;
import org.apache.http.client.methods.HttpGet;

/** Reads from where a redirect led. Its query is a permission for whoever knows it, and so kept out of the address. */
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
