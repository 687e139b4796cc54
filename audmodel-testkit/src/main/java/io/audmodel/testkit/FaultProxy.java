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
 * Stands between a client and an HTTP/1.1 server, on a free port of this machine, and does to each request what a plan
 * says. Each request has a connection of its own, so that what befalls one does not befall the next. Thread-safe.
 *
 * <p>A backend's author points the backend to {@link #port()} in place of the server.
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
     * Starts it.
     *
     * @param seed of the places at which bodies break off or are damaged
     * @param plan is asked for the fault of each request, in the order of arrival
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
     * A plan that lets faults happen at random, each kind as likely as the other.
     *
     * @param share of requests that something happens to, 0 to 1
     */
    public static Supplier<Fault> seeded(long seed, double share) {
        List<Fault> faults = List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE)));
        Random random = new Random(seed);
        return () -> {
            int drawn = random.nextInt(MILLION);
            return drawn < share * MILLION ? faults.get(drawn % faults.size()) : Fault.NONE;
        };
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections clients hold open. */
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
            // Closed, which is how this ends.
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
            // One of the two has gone, as clients do that gave up.
            return;
        } finally {
            open.remove(client);
        }
    }
}
