package io.audmodel.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.audmodel.AudModel;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3ProxyServer;
import io.audmodel.testkit.Fault;
import io.audmodel.testkit.FaultProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** All that is logged at any level, thrown or printed while keys are at work, searched for them. */
@Tag("reliability")
@Tag("one-jdk")
class S3SecretsTest implements OnStorage {

    private static final String WRONG_KEY = "canary-wrong/s3cret+key";
    private static final String SIGNER = "software.amazon.awssdk.http.auth.aws";
    private static final String TOKEN = "canary-session/t0ken+";

    private final S3ProxyServer server = S3ProxyServer.start();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final java.util.logging.Logger jul = java.util.logging.Logger.getLogger("");
    private final java.util.logging.Level level = jul.getLevel();
    private final List<Handler> others = List.of(jul.getHandlers());
    private final Handler collector = new Handler() {
        @Override
        public void publish(LogRecord message) {
            lines.add(message.getLoggerName() + ": " + new SimpleFormatter().format(message));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Override
    public Storage storage(Path folder) {
        return new S3Storage(server);
    }

    @BeforeEach
    void collect() {
        events.start();
        root.addAppender(events);
        root.setLevel(Level.TRACE);
        // The servers of the test are no part of it.
        for (String name : List.of("org.gaul", "org.eclipse")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
        }
        others.forEach(jul::removeHandler);
        collector.setLevel(java.util.logging.Level.ALL);
        jul.addHandler(collector);
        jul.setLevel(java.util.logging.Level.ALL);
    }

    @AfterEach
    void restore() {
        root.setLevel(Level.OFF);
        root.detachAppender(events);
        jul.removeHandler(collector);
        jul.setLevel(level);
        others.forEach(jul::addHandler);
        server.close();
    }

    @Test
    void nothing_showsAKey(Workshop workshop) {
        Repository repository = workshop.repository();
        work(workshop, repository, server.options(), false);
        Repository missing = new Repository("s3", server.endpoint(), "no-such-bucket");
        Repository silent = new Repository("s3", "http://127.0.0.1:1", "models");
        List<Callable<Object>> failing = new ArrayList<>(List.of(
                Executors.callable(() -> work(workshop, repository, with("secret_key", WRONG_KEY), true)),
                Executors.callable(() -> work(workshop, repository, with("session_token", TOKEN), true)),
                Executors.callable(() -> work(workshop, missing, server.options(), true)),
                Executors.callable(() -> work(workshop, silent, server.options(), true))));
        for (Fault fault : List.of(Fault.CUT, Fault.FLIP, Fault.BUSY_503, Fault.LOST_ANSWER)) {
            failing.add(Executors.callable(() -> workBehind(fault, workshop, repository)));
        }
        atOnce(failing);
        assertThat(events.list).as("the SDK logs what it does").isNotEmpty();
        List.copyOf(events.list).forEach(event -> {
            lines.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                lines.add(String.valueOf(event.getThrowableProxy().getMessage()));
            }
        });
        for (String secret : List.of(server.secretKey(), WRONG_KEY, TOKEN)) {
            for (String form : List.of(secret, base64(secret), URLEncoder.encode(secret, StandardCharsets.UTF_8))) {
                assertThat(lines.stream().filter(line -> line.contains(form) && !isExcused(secret, line)))
                        .isEmpty();
            }
        }
    }

    /** The SDK shows what it signs at DEBUG, which has the token in it; docs/s3.md says so. */
    private static boolean isExcused(String secret, String line) {
        return secret.equals(TOKEN) && line.contains(SIGNER) && line.contains("AWS4 Canonical Request");
    }

    private Map<String, String> with(String option, String value) {
        Map<String, String> options = new HashMap<>(server.options());
        options.put(option, value);
        return options;
    }

    private void workBehind(Fault fault, Workshop workshop, Repository repository) {
        URI address = URI.create(server.endpoint());
        try (FaultProxy proxy = FaultProxy.start(
                new InetSocketAddress(address.getHost(), address.getPort()), fault.ordinal(), () -> fault)) {
            String host = "http://127.0.0.1:" + proxy.port();
            work(workshop, new Repository("s3", host, repository.name()), with("read_timeout", "0.1"), true);
        }
    }

    /** What fails waits before it is repeated. */
    private static void atOnce(List<Callable<Object>> calls) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (Future<Object> end : threads.invokeAll(calls)) {
                end.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** @param fails whether nothing works, so that nothing has to be published before it is read */
    private void work(Workshop workshop, Repository repository, Map<String, String> options, boolean fails) {
        try (AudModel client =
                workshop.builder().repository(repository, options).build()) {
            ModelId id = workshop.request("onnx", "1.0.0").id();
            List<Call> calls = new ArrayList<>(List.of(
                    () -> client.load(id),
                    () -> client.meta(id),
                    () -> client.resolveAlias(new Alias("live")),
                    () -> client.versions(id),
                    () -> client.updateMeta(id, Map.of("k", 1))));
            Call publish =
                    () -> client.publish(workshop.request("onnx", "1.0.0").alias(Alias.of("live")));
            if (fails) {
                calls.add(publish);
            } else {
                publish.run();
            }
            atOnce(calls.stream()
                    .map(call -> Executors.callable(fails ? () -> attempt(call) : call::run))
                    .toList());
            lines.add(client + " " + client.repositories() + " " + repository);
        }
    }

    /** What is called; its result is of no interest. */
    private interface Call {
        void run();
    }

    private void attempt(Call call) {
        try {
            call.run();
        } catch (AudModelException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            lines.add(trace.toString());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
