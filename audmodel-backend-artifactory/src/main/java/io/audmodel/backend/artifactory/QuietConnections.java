package io.audmodel.backend.artifactory;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.conn.HttpConnectionFactory;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.conn.DefaultManagedHttpClientConnection;

/** Makes connections that do not log what passes: the client's own write headers, and so credentials, to the log. */
final class QuietConnections implements HttpConnectionFactory<HttpRoute, ManagedHttpClientConnection> {

    private static final int BUFFER = 64 * 1024;

    private final AtomicLong made = new AtomicLong();

    @Override
    public ManagedHttpClientConnection create(HttpRoute route, ConnectionConfig config) {
        return new DefaultManagedHttpClientConnection("audmodel-" + made.incrementAndGet(), BUFFER);
    }
}
