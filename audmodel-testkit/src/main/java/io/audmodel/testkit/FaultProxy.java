package io.audmodel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A proxy between a client and an HTTP/1.1 server, on a free port of this machine, which disturbs each request by a
 * plan. Each request has a connection of its own, so that a fault of one does not affect the next. Thread-safe.
 *
 * <p>Configure your backend with {@link #port()} in place of the server.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int MILLION = 1_000_000;

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final Supplier<Fault> plan;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private FaultProxy(ServerSocket listening, InetSocketAddress server, long seed, Supplier<Fault> plan) {
        this.listening = listening;
        this.server = server;
        this.random = new Random(seed);
        this.plan = plan;
    }

    /**
     * Starts a proxy.
     *
     * @param seed the seed of the places at which bodies are cut or damaged
     * @param plan supplies the fault of each request, in the order of arrival
     */
    public static FaultProxy start(InetSocketAddress server, long seed, Supplier<Fault> plan) {
        try {
            FaultProxy proxy =
                    new FaultProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), server, seed, plan);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a plan of random faults, all kinds with the same probability.
     *
     * @param share the share of requests with a fault, 0 to 1
     */
    public static Supplier<Fault> seeded(long seed, double share) {
        List<Fault> faults = List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE)));
        Random random = new Random(seed);
        return () -> {
            int drawn = random.nextInt(MILLION);
            return drawn < share * MILLION ? faults.get(drawn % faults.size()) : Fault.NONE;
        };
    }

    /** Returns the port of the proxy. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Returns the number of open connections of clients. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            }
        } catch (SocketException e) {
            // The proxy was closed, which is the usual end.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            FaultyExchange exchange = new FaultyExchange(client, server, random.nextInt(Integer.MAX_VALUE));
            exchange.perform(plan.get());
        } catch (IOException e) {
            // Client or server has closed the connection.
            return;
        } finally {
            open.remove(client);
        }
    }
}
