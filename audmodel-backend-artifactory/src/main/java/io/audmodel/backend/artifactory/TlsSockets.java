package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpHost;
import org.apache.http.conn.socket.LayeredConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Connections by TLS. The trusted certificates are read when the first connection is made. Thread-safe. */
final class TlsSockets implements LayeredConnectionSocketFactory {

    private final Supplier<SSLContext> trust;
    private volatile @Nullable SSLConnectionSocketFactory factory;

    TlsSockets(Supplier<SSLContext> trust) {
        this.trust = trust;
    }

    @Override
    public Socket createSocket(HttpContext context) throws IOException {
        return InterruptibleSockets.open();
    }

    @Override
    public Socket connectSocket(
            int timeout,
            Socket socket,
            HttpHost host,
            InetSocketAddress remote,
            @Nullable InetSocketAddress local,
            HttpContext context)
            throws IOException {
        return factory().connectSocket(timeout, socket, host, remote, local, context);
    }

    @Override
    public Socket createLayeredSocket(Socket socket, String target, int port, HttpContext context) throws IOException {
        return factory().createLayeredSocket(socket, target, port, context);
    }

    private SSLConnectionSocketFactory factory() {
        SSLConnectionSocketFactory made = factory;
        if (made == null) {
            made = new SSLConnectionSocketFactory(trust.get());
            factory = made;
        }
        return made;
    }
}
