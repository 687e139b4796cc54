package io.audmodel.backend.s3;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, directly or through a proxy. It uses a channel, so that an interrupt of the thread that
 * connects, reads or writes ends it at once, whatever the server does. Used by one thread at a time; any thread may
 * close it.
 */
final class Wire implements Closeable {

    /** The message for a server that does not answer at all. */
    static final String SILENT = "no answer to the TLS handshake";

    private static final int BUFFER = 16 << 10;

    private final Route route;
    private final Socket bare;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private Wire(Route route, Socket bare) throws IOException {
        this.route = route;
        this.bare = bare;
        this.socket = bare;
        this.in = new BufferedInputStream(bare.getInputStream(), BUFFER);
        this.out = bare.getOutputStream();
    }

    /**
     * Connects.
     *
     * @param connectMillis the time to connect, and for the answer of a proxy
     * @param readMillis the time without a byte from then on
     * @param tls called if the server is reached by TLS
     */
    static Wire open(Route route, int connectMillis, int readMillis, Supplier<SSLSocketFactory> tls)
            throws IOException {
        Wire wire = new Wire(route, connected(route, connectMillis));
        try {
            wire.bare.setSoTimeout(connectMillis);
            if (route.proxy() != null && route.tls()) {
                wire.openTunnel();
            }
            if (route.tls()) {
                wire.secure(tls.get());
            }
            wire.bare.setSoTimeout(readMillis);
            return wire;
        } catch (IOException | RuntimeException | Error e) {
            wire.close();
            throw e;
        }
    }

    Route route() {
        return route;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** Whether the server ended it, or sent unexpected bytes. */
    boolean isStale() {
        SocketChannel channel = bare.getChannel();
        if (channel == null) {
            return false;
        }
        try {
            channel.configureBlocking(false);
            int count = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return count != 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Closes without the closing handshake of TLS, which could block. */
    @Override
    public void close() {
        try {
            bare.close();
        } catch (IOException e) {
            // The connection is unusable from now on, even if closing failed.
            return;
        }
    }

    private static Socket connected(Route route, int millis) throws IOException {
        try {
            return connectedTo(route, millis);
        } catch (ConnectException | UnknownHostException | NoRouteToHostException | SocketTimeoutException e) {
            throw route.proxy() == null ? e : new UnreachableProxy(route.proxyName(), e);
        }
    }

    private static Socket connectedTo(Route route, int millis) throws IOException {
        InetSocketAddress first = route.first();
        if (route.socks() != null) {
            Socket socket = new Socket(route.socks());
            return connected(socket, first, millis);
        }
        IOException failure = new UnknownHostException(first.getHostString());
        for (InetAddress address : List.of(InetAddress.getAllByName(first.getHostString()))) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            try {
                return connected(channel.socket(), new InetSocketAddress(address, first.getPort()), millis);
            } catch (ConnectException e) {
                // A name can have several addresses, of which not all may answer.
                failure = e;
            }
        }
        throw failure;
    }

    private static Socket connected(Socket socket, InetSocketAddress address, int millis) throws IOException {
        try {
            socket.connect(address, millis);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void openTunnel() throws IOException {
        String target = route.host() + ":" + route.port();
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + proxyAuthorization() + "\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        int status = AnswerHead.read(in).status();
        if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
            throw new ProxyRefusal(route.proxyName());
        }
        if (status / 100 != 2) {
            throw new IOException(
                    "the proxy " + route.proxyName() + " does not lead to " + target + ": it answers " + status);
        }
    }

    /** A header line; empty if there are no credentials. */
    String proxyAuthorization() {
        @Nullable String authorization = route.authorization();
        return authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n";
    }

    private void secure(SSLSocketFactory factory) throws IOException {
        SSLSocket tls = (SSLSocket) factory.createSocket(bare, route.host(), route.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        try {
            tls.startHandshake();
        } catch (SocketTimeoutException e) {
            throw (SSLException) new SSLHandshakeException(SILENT).initCause(e);
        }
        socket = tls;
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }
}
