package io.audmodel.backend.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * Connects to servers through a proxy that wants a user and a password. The JDK's own tunnels send none, unless the whole
 * JVM is told to ({@code jdk.http.auth.tunneling.disabledSchemes}). TLS is that of the factory given. Thread-safe.
 */
final class Tunnel extends SSLSocketFactory {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})\\b.*", Pattern.DOTALL);
    private static final int LONGEST = 64 << 10;

    private final SSLSocketFactory tls;
    private final ProxyConfiguration proxy;

    Tunnel(SSLSocketFactory tls, ProxyConfiguration proxy) {
        this.tls = tls;
        this.proxy = proxy;
    }

    /** Whether the proxy is to be used for this host. */
    boolean leadsTo(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return proxy.nonProxyHosts().stream().noneMatch(name::matches);
    }

    @Override
    public Socket createSocket() {
        return new Way();
    }

    /** Adds TLS. */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket way = createSocket();
        way.connect(InetSocketAddress.createUnresolved(host, port));
        return createSocket(way, host, port, true);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    /** A connection to the proxy, which passes on what comes after its answer. */
    private final class Way extends Socket {

        @Override
        public void connect(SocketAddress target) throws IOException {
            connect(target, 0);
        }

        @Override
        public void connect(SocketAddress target, int timeout) throws IOException {
            try {
                super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
                setSoTimeout(timeout);
                open((InetSocketAddress) target);
                setSoTimeout(0);
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        private void open(InetSocketAddress target) throws IOException {
            String host = target.getHostString() + ":" + target.getPort();
            byte[] user = (proxy.username() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
            String request = "CONNECT " + host + " HTTP/1.1\r\nHost: " + host + "\r\nProxy-Authorization: Basic "
                    + Base64.getEncoder().encodeToString(user) + "\r\n\r\n";
            getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = head(getInputStream());
            Matcher line = STATUS.matcher(answer);
            int status = line.matches() ? Integer.parseInt(line.group(1)) : 0;
            String name = proxy.host() + ":" + proxy.port();
            if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
                throw new ProxiedHttp.Refusal(name);
            }
            if (status / 100 != 2) {
                throw new IOException("the proxy " + name + " does not lead to " + host + ": it answers " + status);
            }
        }
    }

    /** All up to the first empty line, and no byte of what comes after it. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0 || head.length() == LONGEST) {
                throw new IOException("the proxy's answer is not HTTP");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
