package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is logged, thrown or printed while secrets are at work, searched for them. */
@Tag("reliability")
class SecretsTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final String SECRET = "canary-s3cret";
    private static final String USER = "canary-user";
    private static final String SIGNATURE = "canary-signature";
    private static final String PROXY = "canary-proxy";

    @TempDir
    private Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final Handler collector = new Collector(lines);
    private final List<Handler> others = new ArrayList<>();

    private static final class Collector extends Handler {

        private final List<String> lines;

        Collector(List<String> lines) {
            this.lines = lines;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord message) {
            // The test's own server is no part of it.
            if (!message.getLoggerName().startsWith("com.sun.net.httpserver")) {
                lines.add(message.getLoggerName() + ": " + new SimpleFormatter().format(message));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void collect() {
        for (Handler handler : root.getHandlers()) {
            others.add(handler);
            root.removeHandler(handler);
        }
        root.addHandler(collector);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void restore() {
        root.setLevel(level);
        root.removeHandler(collector);
        others.forEach(root::addHandler);
    }

    @Test
    void nothing_showsASecret() throws IOException {
        for (Map<String, String> options : List.of(
                Map.of("username", USER, "password", SECRET),
                Map.of("api_key", SECRET),
                Map.of("access_token", SECRET))) {
            for (int status : new int[] {200, 302, 307, 401, 403, 404, 409, 500}) {
                work(options, status);
            }
        }
        assertThat(lines).anyMatch(line -> line.startsWith("org.apache.http"));
        for (String secret : new String[] {
            SECRET, SIGNATURE, PROXY, Credentials.basic(USER, SECRET).value(), USER
        }) {
            assertThat(lines.stream().filter(line -> line.contains(secret))).isEmpty();
        }
    }

    private void work(Map<String, String> options, int status) throws IOException {
        try (ScriptedServer storage = new ScriptedServer(exchange -> ScriptedServer.answer(exchange, 200, "x"));
                ScriptedServer server = new ScriptedServer(exchange -> {
                    if (status == 200 || status == 302 || status == 307) {
                        String place = "http://" + storage.host() + "/key?signature=" + SIGNATURE;
                        ScriptedServer.object(exchange, status, new byte[1], "Location", place);
                    } else {
                        // A server that repeats what it was sent.
                        ScriptedServer.error(exchange, status, "not for " + SECRET);
                    }
                })) {
            Map<String, String> variables = Map.of("HTTPS_PROXY", "http://canary-user:" + PROXY + "@proxy.invalid");
            ArtifactoryConfig config =
                    ArtifactoryConfig.of(server.repository(), Connecting.settings(options, variables, folder));
            lines.add(config + " " + config.proxy() + " " + config.credentials());
            try (Backend backend = Connecting.impatient(config)) {
                lines.add(backend.toString() + backend.url(PATH));
                attempt(() -> backend.stat(PATH));
                attempt(() -> read(backend));
                attempt(() -> backend.put(PATH, Content.of(new byte[1]), PutMode.overwrite()));
                attempt(() -> backend.put(PATH, Content.of(new byte[1]), PutMode.create()));
                attempt(() -> backend.list(PATH).toList());
                attempt(() -> backend.delete(PATH));
            }
        }
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (AudModelException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            lines.add(trace.toString());
        }
    }

    private static void read(Backend backend) {
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            body.stream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
