package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;

/** Sockets of channels, which an interrupt closes. Other sockets do not react to interrupts. */
final class InterruptibleSockets {

    private InterruptibleSockets() {}

    static Registry<ConnectionSocketFactory> factories(Supplier<SSLContext> trust) {
        return RegistryBuilder.<ConnectionSocketFactory>create()
                .register("http", new PlainConnectionSocketFactory() {
                    @Override
                    public Socket createSocket(HttpContext context) throws IOException {
                        return open();
                    }
                })
                .register("https", new TlsSockets(trust))
                .build();
    }

    static Socket open() throws IOException {
        // Channels do not know SOCKS.
        return System.getProperty("socksProxyHost") == null
                ? SocketChannel.open().socket()
                : new Socket();
    }
}
