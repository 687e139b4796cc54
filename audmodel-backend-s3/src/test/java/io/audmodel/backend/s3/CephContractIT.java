package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConflictException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.servers.CephServer;
import io.audmodel.servers.S3Server;
import io.audmodel.testkit.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs with the profile {@code ceph} alone. The backend finds out itself which conditions the server keeps. */
class CephContractIT extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return CephServer.start(objects);
    }

    @Test
    @Override
    public void race_replace_hasOneWinner(Sandbox sandbox) {
        Assumptions.abort("backend has no certain answer for those who lose: Ceph 16 says 500 to some of them");
    }

    @Test
    @Override
    public void race_counter_losesNoUpdate(Sandbox sandbox) {
        Assumptions.abort("backend has no certain answer for those who lose: Ceph 16 says 500 to some of them");
    }

    @Test
    void manyReplacesOfOneRevision_haveOneWinner_thoughLosersMayNotKnow() throws Exception {
        ObjectPath path = new ObjectPath("one-winner");
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Backend backend = connect()) {
            for (int round = 0; round < 10; round++) {
                PutMode replace = PutMode.replace(backend.put(path, content("round " + round), PutMode.overwrite()));
                List<Callable<String>> writers = new ArrayList<>();
                for (int writer = 0; writer < 16; writer++) {
                    String text = round + " of " + writer;
                    writers.add(() -> outcome(backend, path, text, replace));
                }
                List<String> winners = new ArrayList<>();
                for (Future<String> writer : threads.invokeAll(writers)) {
                    winners.add(writer.get());
                }
                winners.removeIf(String::isEmpty);
                assertThat(winners).hasSize(1);
                assertThat(text(backend, path)).isEqualTo(winners.get(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String outcome(Backend backend, ObjectPath path, String text, PutMode replace) {
        try {
            backend.put(path, content(text), replace);
            return text;
        } catch (ConflictException | OutcomeUnknownException e) {
            return "";
        }
    }

    private static String text(Backend backend, ObjectPath path) throws IOException {
        try (ObjectBody body = backend.get(path, ByteRange.all())) {
            return new String(body.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
