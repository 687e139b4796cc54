package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.testkit.Race.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of concurrent writers and readers, over two connections. Part of {@link BackendContract}. */
public interface RaceContract {

    @Test
    @DisplayName("RACE-1 of many creates of one path exactly one wins, and its content stays")
    default void race_create_hasOneWinner(Sandbox box) {
        box.assume(Capability.ATOMIC_CREATE);
        List<Backend> connections = List.of(box.backend(), box.connect());
        for (int round = 0; round < 10; round++) {
            ObjectPath path = box.path("round-" + round + "/object");
            CountDownLatch others = new CountDownLatch(16);
            List<Outcome<ObjectInfo>> outcomes = Race.run(
                    16,
                    thread -> connections
                            .get(thread % 2)
                            .put(
                                    path,
                                    TestContent.meeting(TestContent.uniform(20_000, thread), others),
                                    PutMode.create()));
            connections.forEach(connection -> Sandbox.assume(connection, Capability.ATOMIC_CREATE));
            Race.assertOneWinner(outcomes, ObjectExistsException.class);
            int winner = outcomes.stream()
                    .filter(Outcome::succeeded)
                    .findFirst()
                    .orElseThrow()
                    .thread();
            assertThat(box.bytes(path, ByteRange.all())).isEqualTo(TestContent.uniform(20_000, winner));
        }
    }

    @Test
    @DisplayName("RACE-2 of many replaces of one revision exactly one wins, and its content stays")
    default void race_replace_hasOneWinner(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        List<Backend> connections = List.of(box.backend(), box.connect());
        ObjectPath path = box.path("object");
        for (int round = 0; round < 10; round++) {
            PutMode replace = PutMode.replace(box.write(path, "round " + round));
            CountDownLatch others = new CountDownLatch(16);
            List<Outcome<ObjectInfo>> outcomes = Race.run(
                    16,
                    thread -> connections
                            .get(thread % 2)
                            .put(path, TestContent.meeting(TestContent.uniform(20_000, thread), others), replace));
            connections.forEach(connection -> Sandbox.assume(connection, Capability.COMPARE_AND_SET));
            Race.assertOneWinner(outcomes, ConflictException.class);
            int winner = outcomes.stream()
                    .filter(Outcome::succeeded)
                    .findFirst()
                    .orElseThrow()
                    .thread();
            assertThat(box.bytes(path, ByteRange.all())).isEqualTo(TestContent.uniform(20_000, winner));
        }
    }

    @Test
    @DisplayName("RACE-3 no update is lost where each is a replace of what was read")
    default void race_counter_losesNoUpdate(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        List<Backend> connections = List.of(box.backend(), box.connect());
        ObjectPath path = box.path("counter");
        box.write(path, "0");
        CountDownLatch others = new CountDownLatch(16);
        Race.runAll(16, thread -> {
            for (int i = 0; i < 10; i++) {
                increment(connections.get(thread % 2), path, others);
            }
            return thread;
        });
        connections.forEach(connection -> Sandbox.assume(connection, Capability.COMPARE_AND_SET));
        assertThat(box.text(path)).isEqualTo("160");
    }

    @Test
    @DisplayName("RACE-4 a reader sees one state of an object that is overwritten, never a mixture")
    default void race_overwrite_isSeenWhole(Sandbox box) {
        Backend writer = box.connect();
        ObjectPath path = box.path("object");
        box.backend().put(path, Content.of(TestContent.uniform(50_000, 0)), PutMode.create());
        AtomicBoolean done = new AtomicBoolean();
        Race.runAll(5, thread -> {
            if (thread == 0) {
                try {
                    for (int i = 1; i <= 200; i++) {
                        // Sizes change too, so that info and bytes of two states cannot be mixed up unseen.
                        writer.put(path, Content.of(TestContent.uniform(50_000 + i, i)), PutMode.overwrite());
                    }
                } finally {
                    done.set(true);
                }
                return thread;
            }
            do {
                assertOneState(box.backend(), path);
            } while (!done.get());
            return thread;
        });
        assertThat(box.bytes(path, ByteRange.all())).isEqualTo(TestContent.uniform(50_200, 200));
    }

    @Test
    @DisplayName("RACE-5 of many overwrites of one path the content of one stays, whole")
    default void race_overwrites_oneStays(Sandbox box) {
        List<Backend> connections = List.of(box.backend(), box.connect());
        ObjectPath path = box.path("a/b/object");
        CountDownLatch others = new CountDownLatch(16);
        Race.runAll(16, thread -> {
            Content content = TestContent.meeting(TestContent.uniform(50_000 + thread, thread), others);
            return connections.get(thread % 2).put(path, content, PutMode.overwrite());
        });
        assertOneState(box.backend(), path);
    }

    @Test
    @DisplayName("RACE-6 a listing holds every object that is there throughout, whatever comes and goes beside it")
    default void race_list_holdsWhatStays(Sandbox box) {
        List<ObjectPath> stay = IntStream.range(0, 20)
                .mapToObj(i -> box.path("a/" + i + "/stays"))
                .toList();
        stay.forEach(path -> box.write(path, "x"));
        AtomicBoolean done = new AtomicBoolean();
        Race.runAll(4, thread -> {
            if (thread > 0) {
                do {
                    assertThat(box.list(box.path("a"))).containsAll(stay).doesNotHaveDuplicates();
                } while (!done.get());
                return thread;
            }
            try {
                for (int i = 0; i < 100; i++) {
                    ObjectPath path = box.path("a/" + i % 25 + "/goes");
                    box.write(path, "y");
                    box.backend().delete(path);
                }
            } finally {
                done.set(true);
            }
            return thread;
        });
    }

    @Test
    @DisplayName("RACE-7 deletes and creates of one path do not disturb each other")
    default void race_createAndDelete_leaveOneStateOrNone(Sandbox box) {
        ObjectPath path = box.path("a/object");
        Race.runAll(6, thread -> {
            for (int i = 0; i < 20; i++) {
                if (thread % 2 == 0) {
                    box.backend().delete(path);
                } else {
                    try {
                        box.backend().put(path, Content.of(TestContent.uniform(9_000 + i, i)), PutMode.create());
                    } catch (ObjectExistsException e) {
                        assertThat(e.path()).isEqualTo(path.text());
                    }
                }
            }
            return thread;
        });
        if (box.backend().stat(path).isPresent()) {
            assertOneState(box.backend(), path);
        }
        box.backend().delete(path);
        assertThat(box.list(box.prefix())).isEmpty();
    }

    private static void increment(Backend backend, ObjectPath path, CountDownLatch others) throws IOException {
        while (true) {
            try (ObjectBody body = backend.get(path, ByteRange.all())) {
                int value = Integer.parseInt(new String(body.stream().readAllBytes(), StandardCharsets.UTF_8));
                byte[] next = Integer.toString(value + 1).getBytes(StandardCharsets.UTF_8);
                backend.put(path, TestContent.meeting(next, others), PutMode.replace(body.info()));
                return;
            } catch (ConflictException e) {
                assertThat(e.path()).isEqualTo(path.text());
            }
        }
    }

    private static void assertOneState(Backend backend, ObjectPath path) {
        try (ObjectBody body = backend.get(path, ByteRange.all())) {
            byte[] bytes = body.stream().readAllBytes();
            assertThat(bytes.length).isEqualTo((int) body.info().size()).isGreaterThan(0);
            assertThat(bytes).isEqualTo(TestContent.uniform(bytes.length, bytes[0]));
        } catch (IOException e) {
            throw new AssertionError("an overwrite broke a reader", e);
        }
    }
}
