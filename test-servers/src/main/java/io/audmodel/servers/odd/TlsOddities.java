package io.audmodel.servers.odd;

import io.audmodel.servers.SelfSigned;
import io.audmodel.servers.odd.Oddity.Act;
import io.audmodel.servers.odd.Oddity.Place;
import io.audmodel.servers.odd.Oddity.Speaks;
import io.audmodel.servers.odd.Oddity.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Peers that are asked for TLS, and speak it badly. */
final class TlsOddities {

    /** The beginning of a record of a handshake that is long. */
    private static final byte[] LONG_HELLO = {22, 3, 3, 63, (byte) 255, 2, 0, 63, 0};

    private TlsOddities() {}

    static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>();
        beginnings().forEach((name, bytes) -> {
            all.add(of(name + ", silent", turn -> {
                turn.write(bytes);
                turn.silence();
            }));
            all.add(of(name + ", closes", turn -> {
                turn.write(bytes);
                turn.close();
            }));
        });
        all.add(of("deaf", Turn::deafness));
        all.add(of("resets", Turn::reset));
        all.add(of("closes its half", Turn::halfClose));
        all.add(of("reads a byte a second", turn -> {
            while (turn.in().read() >= 0) {
                turn.pause();
            }
        }));
        all.add(of("a handshake that crawls", turn -> {
            turn.write(LONG_HELLO);
            turn.again("\0", 20);
        }));
        all.add(of("a handshake without end", turn -> {
            turn.write(LONG_HELLO);
            turn.flood("\0");
        }));
        all.add(of("warnings without end", turn -> turn.flood("\u0015\u0003\u0003\0\u0002\u0001Z")));
        all.add(of("empty records without end", turn -> turn.flood("\u0016\u0003\u0003\0\0")));
        all.add(of("plain text in the place of it", turn -> {
            turn.answer("400 Bad Request", "", "The plain HTTP request was sent to HTTPS port");
            turn.silence();
        }));
        all.add(of("plain text without end", turn -> turn.flood("HTTP/1.1 200 OK\r\n")));
        all.add(of(
                "a certificate of somebody else's",
                turn -> secured(turn, strangers()).close()));
        all.add(of(
                "a farewell after the handshake",
                turn -> secured(turn, strangers()).shutdownOutput()));
        return all;
    }

    private static Oddity of(String name, Act act) {
        return new Oddity("TLS: " + name, Place.HANDSHAKE, Speaks.ANY, Truth.ALL, act);
    }

    private static Map<String, byte[]> beginnings() {
        Map<String, byte[]> beginnings = new TreeMap<>();
        beginnings.put("nothing", new byte[0]);
        beginnings.put("noise", Turn.noise());
        beginnings.put("a handshake that is short", LONG_HELLO);
        beginnings.put("a record of no length", new byte[] {22, 3, 3, 0, 0});
        beginnings.put("a record that is too long", new byte[] {22, 3, 3, (byte) 255, (byte) 255});
        beginnings.put("a handshake of 16 MB", new byte[] {22, 3, 3, 0, 4, 2, (byte) 255, (byte) 255, (byte) 255});
        beginnings.put("a fatal alert", new byte[] {21, 3, 3, 0, 2, 2, 40});
        beginnings.put("an alert that nobody knows", new byte[] {21, 3, 3, 0, 2, 9, 99});
        beginnings.put("a farewell", new byte[] {21, 3, 3, 0, 2, 1, 0});
        beginnings.put("data before the handshake", new byte[] {23, 3, 3, 0, 2, 1, 0});
        beginnings.put("version 2", new byte[] {(byte) 128, 46, 1, 0, 2, 0, 21, 0, 0, 0, 16});
        return beginnings;
    }

    private static SSLSocket secured(Turn turn, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(turn.bare(), "127.0.0.1", 443, true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    /** A certificate that no client trusts. */
    private static SSLContext strangers() throws IOException {
        Path folder = Files.createTempDirectory("strangers-");
        try {
            return SelfSigned.in(folder).context();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(folder.resolve("keys.p12"));
            Files.deleteIfExists(folder.resolve("keytool.log"));
            Files.delete(folder);
        }
    }
}
