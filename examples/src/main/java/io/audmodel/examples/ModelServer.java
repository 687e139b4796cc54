package io.audmodel.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.FollowerState;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Serves the model that an alias points to, whichever that is. */
public final class ModelServer implements AutoCloseable {

    private final Follower follower;
    private final ModelHolder<Session> sessions;
    private final HttpServer http;

    ModelServer(AudModel audmodel, ModelRef ref, Duration every, int port) throws IOException {
        follower = audmodel.follow(ref, every);
        sessions = follower.hold(model -> Session.open(model.folder()));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/label", this::label);
        http.createContext("/health", this::health);
        http.start();
    }

    public static void main(String[] args) throws IOException {
        AudModel audmodel = AudModel.fromEnvironment();
        ModelServer server = new ModelServer(audmodel, ModelRef.of(args[0]), Duration.ofSeconds(30), 8080);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            audmodel.close();
        }));
    }

    int port() {
        return http.getAddress().getPort();
    }

    /** The session stays open until the answer is sent, even if the alias is moved meanwhile. */
    private void label(HttpExchange exchange) throws IOException {
        try (ModelUse<Session> use = sessions.acquire()) {
            answer(exchange, 200, use.model().ref() + " " + use.get().label());
        }
    }

    /** Old models are better than none: only those who watch the service need to know. */
    private void health(HttpExchange exchange) throws IOException {
        FollowerState state = follower.state();
        String failure = state.lastFailure()
                .or(sessions::lastFailure)
                .map(Throwable::toString)
                .orElse("well");
        answer(exchange, 200, state.model().ref() + " since " + state.model().since() + ": " + failure);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        http.stop(1);
        sessions.close();
        follower.close();
    }

    /** Stands for the session of a runtime, which keeps files of the model open. */
    private record Session(FileChannel weights, List<String> labels) implements AutoCloseable {

        static Session open(Path folder) throws IOException {
            List<String> labels = Files.readAllLines(folder.resolve("labels.yaml"));
            return new Session(FileChannel.open(folder.resolve("weights.f32")), labels);
        }

        String label() throws IOException {
            ByteBuffer weight = ByteBuffer.allocate(Float.BYTES);
            weights.read(weight, 0);
            return labels.get(Math.floorMod(weight.flip().getInt(), labels.size()));
        }

        @Override
        public void close() throws IOException {
            weights.close();
        }
    }
}
