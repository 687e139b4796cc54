package io.audmodel.it.trust;

import static io.audmodel.testkit.FaultyBackend.Operation.GET;
import static io.audmodel.testkit.FaultyBackend.Operation.LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.UnavailableException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Signer;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.testkit.FaultyBackend;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Signatures are read while the archive is opened, and neither lets a model in without the other. */
class EarlySignaturesTest implements OnStorage {

    private static final long LONG_SECONDS = 60;

    private final Signer signer = Signer.create();

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    private AudModel careful(Workshop workshop, FaultyBackend backend) {
        return workshop.open(
                workshop.builder().repository(workshop.repository(), backend).require(signer.required()));
    }

    private ModelId published(Workshop workshop) {
        return workshop.client().publish(workshop.request("onnx", "1.0.0").sign(signer.folders()));
    }

    /** Waits until the latch is open. Returns false if that takes too long, or the thread is interrupted. */
    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(LONG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void archive_isRequestedBeforeTheSignaturesAreThere(Workshop workshop) {
        ModelId id = published(workshop);
        FaultyBackend backend = workshop.faulty();
        CountDownLatch archive = new CountDownLatch(1);
        AtomicBoolean isBeside = new AtomicBoolean();
        backend.before(1, call -> call.is(GET, ".zip"), call -> archive.countDown());
        backend.before(1, call -> call.operation() == LIST, call -> isBeside.set(waited(archive)));

        assertThat(careful(workshop, backend).load(id)).exists();
        assertThat(isBeside).isTrue();
    }

    @Test
    void signaturesThatCannotBeRead_endTheLoad(Workshop workshop) {
        ModelId id = published(workshop);
        FaultyBackend backend = workshop.faulty();
        backend.before(1, call -> call.operation() == LIST, FaultyBackend.failing(UnavailableException::new));
        backend.before(1, call -> call.is(GET, ".sig"), FaultyBackend.failing(AccessDeniedException::new));
        AudModel client = careful(workshop, backend);

        assertThatThrownBy(() -> client.load(id)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> client.load(id)).isInstanceOf(AccessDeniedException.class);
        assertThat(client.cache().list()).isEmpty();
        assertThat(client.load(id)).exists();
    }

    @Test
    void signatureThatIsRemovedBeforeItIsRead_isMissed(Workshop workshop) {
        ModelId id = published(workshop);
        FaultyBackend backend = workshop.faulty();
        backend.after(
                1,
                call -> call.operation() == LIST,
                call -> workshop.client()
                        .signatures(id)
                        .list()
                        .forEach(signature -> workshop.client().signatures(id).remove(signature.mark())));
        AudModel client = careful(workshop, backend);

        assertThatThrownBy(() -> client.load(id)).isInstanceOf(UntrustedModelException.class);
        assertThat(client.cache().list()).isEmpty();
    }

    @Test
    void archiveThatCannotBeRead_endsTheReadingOfSignatures(Workshop workshop) {
        ModelId id = published(workshop);
        FaultyBackend backend = workshop.faulty();
        CountDownLatch listing = new CountDownLatch(1);
        AtomicBoolean isEnded = new AtomicBoolean();
        backend.before(1, call -> call.operation() == LIST, call -> {
            listing.countDown();
            waited(new CountDownLatch(1));
            isEnded.set(Thread.currentThread().isInterrupted());
        });
        backend.before(1, call -> call.is(GET, ".zip"), call -> {
            assertThat(waited(listing)).isTrue();
            FaultyBackend.failing(AccessDeniedException::new).accept(call);
        });

        assertThatThrownBy(() -> careful(workshop, backend).load(id)).isInstanceOf(AccessDeniedException.class);
        assertThat(isEnded).isTrue();
    }
}
