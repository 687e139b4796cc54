package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.testkit.Race.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The tests of concurrent writers of content that is larger than any buffer or part, which many stores handle
 * differently from small content. Part of {@link BackendContract}.
 */
public interface LargeRaceContract {

    /** The number of writers. */
    int WRITERS = 3;

    int LARGE = 17 * 1024 * 1024;

    int ROUNDS = 2;

    @Test
    @DisplayName("RACE-8 of many creates of one path with large content exactly one wins, and its content stays")
    default void race_largeCreate_hasOneWinner(Sandbox box) {
        box.assume(Capability.ATOMIC_CREATE);
        box.assume(Capability.CONDITIONS_AT_ANY_SIZE);
        for (int round = 0; round < ROUNDS; round++) {
            ObjectPath path = box.path("round-" + round + "/object");
            List<Outcome<ObjectInfo>> outcomes = race(box, path, PutMode.create());
            box.assume(Capability.CONDITIONS_AT_ANY_SIZE);
            Race.assertOneWinner(outcomes, ObjectExistsException.class);
            assertToldWriterStays(box, path, outcomes);
            box.backend().delete(path);
        }
    }

    @Test
    @DisplayName("RACE-9 of many replaces of one revision with large content exactly one wins, and its content stays")
    default void race_largeReplace_hasOneWinner(Sandbox box) {
        box.assume(Capability.COMPARE_AND_SET);
        box.assume(Capability.CONDITIONS_AT_ANY_SIZE);
        ObjectPath path = box.path("object");
        for (int round = 0; round < ROUNDS; round++) {
            PutMode replace = PutMode.replace(box.write(path, "round " + round));
            List<Outcome<ObjectInfo>> outcomes = race(box, path, replace);
            box.assume(Capability.CONDITIONS_AT_ANY_SIZE);
            Race.assertOneWinner(outcomes, ConflictException.class);
            assertToldWriterStays(box, path, outcomes);
            box.backend().delete(path);
        }
    }

    @Test
    @DisplayName("RACE-10 of many creates of one path with large content that of a writer with a success stays, whole")
    default void race_largeCreate_whatStaysWasToldToWin(Sandbox box) {
        ObjectPath path = box.path("object");
        List<Outcome<ObjectInfo>> outcomes = race(box, path, PutMode.create());
        assertThat(outcomes.stream().filter(outcome -> !outcome.succeeded()).map(Outcome::failure))
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(BackendException.class));
        assertToldWriterStays(box, path, outcomes);
    }

    private static List<Outcome<ObjectInfo>> race(Sandbox box, ObjectPath path, PutMode mode) {
        List<Backend> connections = List.of(box.backend(), box.connect());
        CountDownLatch others = new CountDownLatch(WRITERS);
        return Race.run(
                WRITERS,
                thread ->
                        connections.get(thread % 2).put(path, TestContent.meetingUniform(LARGE, thread, others), mode));
    }

    private static void assertToldWriterStays(Sandbox box, ObjectPath path, List<Outcome<ObjectInfo>> outcomes) {
        try (ObjectBody body = box.backend().get(path, ByteRange.all());
                InputStream in = body.stream()) {
            int writer = in.read();
            byte[] block = new byte[1 << 16];
            long size = 1;
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                size += count;
                for (int i = 0; i < count; i++) {
                    if (block[i] != writer) {
                        throw new AssertionError("a mixture of what was written by " + writer + " and " + block[i]);
                    }
                }
            }
            assertThat(size).isEqualTo(LARGE);
            assertThat(outcomes.stream().filter(Outcome::succeeded).map(Outcome::thread))
                    .as("writers with a success")
                    .contains(writer);
        } catch (IOException | ObjectNotFoundException e) {
            throw new AssertionError("cannot be read after " + outcomes, e);
        }
    }
}
