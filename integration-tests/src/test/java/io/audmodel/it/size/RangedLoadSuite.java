package io.audmodel.it.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.ModelFile;
import io.audmodel.Progress;
import io.audmodel.backend.Content;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.LargeZip;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import io.audmodel.testkit.FaultyBackend.Call;
import io.audmodel.testkit.FaultyBackend.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that come by several requests, unpacked while they arrive: for storage that is not on the local disk. */
interface RangedLoadSuite extends OnStorage {

    Predicate<Call> ARCHIVE = call -> call.is(Operation.GET, ".zip");

    /** A published model whose archive was replaced by a large one. */
    private static ModelId publish(Workshop workshop, LargeZip zip) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        workshop.replaceArchive("onnx", id, zip.bytes());
        return id;
    }

    @Test
    default void smallArchive_comesByOneRequest_afterTheHeader(Workshop workshop) {
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        FaultyBackend backend = workshop.faulty();

        workshop.client(backend).load(id);

        assertThat(backend.calls()).extracting(Call::operation).containsExactly(Operation.GET, Operation.GET);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    default void largeArchive_isUnpackedAsItWasPacked(long seed, Workshop workshop) {
        LargeZip zip = new LargeZip(seed);
        ModelId id = publish(workshop, zip);
        FaultyBackend backend = workshop.faulty();

        Path model = workshop.client(backend).load(id);

        assertThat(FileTree.of(model)).as("seed %s", seed).isEqualTo(zip.tree());
        assertThat(backend.calls()).extracting(Call::operation).containsOnly(Operation.GET);
        assertThat(backend.count(ARCHIVE)).isBetween(3L, 20L);
    }

    @Test
    default void oneFileOfALargeArchive_costsThreeRequests_andAFewBytes(Workshop workshop) throws IOException {
        LargeZip zip = new LargeZip(10);
        ModelId id = publish(workshop, zip);
        FaultyBackend backend = workshop.faulty();
        AudModel client = workshop.client(backend);

        assertThat(client.files(id))
                .extracting(ModelFile::name)
                .containsExactlyElementsOf(zip.files().keySet());
        assertThat(backend.count(ARCHIVE)).as("beginning and end").isEqualTo(2);

        String name = zip.files().tailMap("b/").firstKey();
        try (InputStream stream = client.open(id, name)) {
            assertThat(stream.readAllBytes()).isEqualTo(zip.files().get(name));
        }
        assertThat(backend.count(ARCHIVE)).as("beginning, end and the file").isEqualTo(2 + 3);

        Path part = client.load(id, FilePatterns.of(name));
        assertThat(FileTree.of(part).names()).containsExactly(name);
        assertThat(Files.readAllBytes(part.resolve(name))).isEqualTo(zip.files().get(name));
        assertThat(backend.count(ARCHIVE)).as("beginning, end and the file").isEqualTo(5 + 3);
    }

    @Test
    default void anyRequestThatFails_endsTheLoad_andLeavesNothing(Workshop workshop) throws InterruptedException {
        ModelId id = publish(workshop, new LargeZip(4));
        FaultyBackend counting = workshop.faulty();
        workshop.client(counting).load(id);
        for (int nth = 1; nth <= counting.count(ARCHIVE); nth++) {
            FaultyBackend backend = workshop.faulty();
            backend.before(nth, ARCHIVE, FaultyBackend.failing(UnavailableException::new));
            AudModel client = workshop.client(backend);

            Throwable failure = catchThrowable(() -> client.load(id));

            // On a busy machine some ranges look slow, and are requested once more.
            if (failure == null) {
                assertThat(backend.count(ARCHIVE)).isGreaterThan(2).isLessThan(nth);
            } else {
                assertThat(failure).as("request %s", nth).isInstanceOf(UnavailableException.class);
                requireNothingOf(client);
            }
        }
    }

    @Test
    default void objectThatChangesBetweenRequests_isNoticed(Workshop workshop) throws InterruptedException {
        ModelId id = publish(workshop, new LargeZip(5));
        FaultyBackend backend = workshop.faulty();
        backend.after(
                2, ARCHIVE, call -> workshop.write(Layouts.archive("onnx", id), Content.of(new LargeZip(8).bytes())));
        AudModel client = workshop.client(backend);

        assertThatExceptionOfType(CorruptContentException.class)
                .isThrownBy(() -> client.load(id))
                .withMessageContaining("changed while it was read");

        requireNothingOf(client);
    }

    @Test
    default void objectThatIsWrittenAgain_orAfterItsBeginning_isLoaded(Workshop workshop) throws InterruptedException {
        LargeZip zip = new LargeZip(5);
        for (int nth = 1; nth <= 3; nth++) {
            ModelId id = workshop.client().publish(workshop.request("onnx", nth + ".0.0"));
            String path = Layouts.archive("onnx", id);
            workshop.replaceArchive("onnx", id, nth == 1 ? new LargeZip(8).bytes() : zip.bytes());
            FaultyBackend backend = workshop.faulty();
            backend.after(nth, ARCHIVE, call -> workshop.write(path, Content.of(zip.bytes())));

            Path folder = workshop.client(backend).load(id);

            assertThat(FileTree.of(folder)).as("after request %s", nth).isEqualTo(zip.tree());
        }
    }

    @Test
    default void flippedBits_areFound_whereverTheyAreInAFile(Workshop workshop) throws InterruptedException {
        LargeZip zip = new LargeZip(6);
        ModelId id = publish(workshop, zip);
        Random random = new Random(6);
        for (int i = 0; i < 3; i++) {
            byte[] damaged = zip.bytes();
            int at = random.nextInt(zip.files().get("weights.bin").length) + 1_000_000;
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            workshop.write(Layouts.archive("onnx", id), Content.of(damaged));
            AudModel client = workshop.client();

            assertThatExceptionOfType(CorruptContentException.class)
                    .as("byte %s", at)
                    .isThrownBy(() -> client.load(id))
                    .withMessageContaining("damaged or hostile");

            requireNothingOf(client);
        }
    }

    @Test
    default void interrupt_cancels_andLeavesNothing(Workshop workshop) throws InterruptedException {
        ModelId id = publish(workshop, new LargeZip(7));
        Thread loading = Thread.currentThread();
        for (int nth = 1; nth <= 4; nth++) {
            FaultyBackend backend = workshop.faulty();
            backend.after(nth, ARCHIVE, call -> loading.interrupt());
            AudModel client = workshop.client(backend);

            assertThatExceptionOfType(CancelledException.class)
                    .as("at request %s", nth)
                    .isThrownBy(() -> client.load(id));

            assertThat(Thread.interrupted()).isTrue();
            requireNothingOf(client);
        }
    }

    @Test
    default void progress_isToldOnTheCallingThread_upToTheTotal(Workshop workshop) {
        LargeZip zip = new LargeZip(8);
        ModelId id = publish(workshop, zip);
        List<Progress> told = new ArrayList<>();
        Set<Thread> threads = new HashSet<>();

        workshop.client()
                .withProgress(progress -> {
                    told.add(progress);
                    threads.add(Thread.currentThread());
                })
                .load(id);

        long total = zip.files().values().stream()
                .mapToLong(content -> content.length)
                .sum();
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(told).extracting(Progress::phase).containsOnly(Progress.Phase.UNPACK);
        assertThat(told).extracting(Progress::total).containsOnly(total);
        assertThat(told).extracting(Progress::done).isSorted().startsWith(0L).endsWith(total);
    }

    @Test
    default void listenerThatThrows_endsTheLoad_andLeavesNothing(Workshop workshop) throws InterruptedException {
        ModelId id = publish(workshop, new LargeZip(9));
        AudModel client = workshop.client();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> client.withProgress(progress -> {
                            if (progress.done() == progress.total()) {
                                throw new IllegalStateException("enough");
                            }
                        })
                        .load(id))
                .withMessage("enough");

        requireNothingOf(client);
    }

    private static void requireNothingOf(AudModel client) throws InterruptedException {
        assertThat(FileTree.of(client.cacheRoot()).names())
                .allMatch(name -> name.endsWith(".header.yaml") || name.endsWith(".lock"));
        // A thread that has no more to do takes a moment to end.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().matches("audmodel-(unpack|write|fetch)")) {
                thread.join(TimeUnit.MINUTES.toMillis(1));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
