package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.HostileZip;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.ModelId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Archives that are damaged or made to do harm: none leaves anything in the cache, or anywhere else. */
interface HostileArchiveSuite extends OnStorage {

    private static ModelId published(Workshop workshop) {
        return workshop.client().publish(workshop.request("onnx", "1.0.0"));
    }

    /** The load fails, and but for the header and the lock file it leaves nothing. */
    private static <E extends AudModelException> void fails(
            Workshop workshop, AudModelBuilder builder, ModelId id, Class<E> kind, String says) {
        Map<String, String> before = workshop.outsideCaches();
        AudModel client = workshop.open(builder);
        assertThatExceptionOfType(kind).isThrownBy(() -> client.load(id)).withMessageContaining(says);
        assertThat(FileTree.of(client.cacheRoot()).names())
                .allMatch(name -> name.endsWith("/1.0.0.header.yaml") || name.endsWith("/.1.0.0.lock"));
        assertThat(workshop.outsideCaches()).isEqualTo(before);
    }

    private static void fails(Workshop workshop, byte[] archive, String says) {
        ModelId id = workshop.request("onnx", "1.0.0").id();
        workshop.write(Layouts.archive("onnx", id), Content.of(archive));
        fails(workshop, workshop.builder(workshop.repository()), id, CorruptContentException.class, says);
    }

    @Test
    default void entriesThatLeaveTheFolder_orStandInEachOthersWay(Workshop workshop) {
        published(workshop);
        fails(workshop, new HostileZip().file("a", "a").file("../../esc", "x").bytes(), "../../esc");
        fails(workshop, new HostileZip().file("a/../../../esc", "x").bytes(), "esc");
        fails(workshop, new HostileZip().file("/tmp/audmodel-esc", "x").bytes(), "/tmp/audmodel-esc");
        fails(workshop, new HostileZip().file("twice", "1").file("twice", "2").bytes(), "twice");
        fails(workshop, new HostileZip().file("a", "1").file("a/b", "2").bytes(), "a");
        fails(workshop, new HostileZip().link("link", "/etc/passwd").bytes(), "link");
        fails(workshop, new HostileZip().link("d", "/tmp").file("d/esc", "x").bytes(), "d");
    }

    @Test
    default void bombs_areStoppedAtTheLimits(Workshop workshop) {
        ModelId id = published(workshop);
        String path = Layouts.archive("onnx", id);
        workshop.write(path, Content.of(new HostileZip().zeros("bomb", 64 << 20).bytes()));
        AudModelBuilder few = workshop.builder(workshop.repository()).archiveLimits(new ArchiveLimits(10, 1 << 20));
        fails(workshop, few, id, LimitExceededException.class, path);

        HostileZip many = new HostileZip();
        for (int i = 0; i < 11; i++) {
            many.file("f" + i, "x");
        }
        workshop.write(path, Content.of(many.bytes()));
        AudModelBuilder ten = workshop.builder(workshop.repository()).archiveLimits(new ArchiveLimits(10, 1 << 20));
        fails(workshop, ten, id, LimitExceededException.class, path);
    }

    @Test
    default void archives_thatAreNone(Workshop workshop) {
        String path = Layouts.archive("onnx", published(workshop));
        fails(workshop, new byte[0], path);
        fails(workshop, "<html>please log in</html>".getBytes(StandardCharsets.UTF_8), path);
        fails(workshop, new byte[1 << 20], path);
        fails(workshop, new HostileZip().bytes(), path);
    }

    @Test
    default void archives_thatWereCutOff(Workshop workshop) {
        String path = Layouts.archive("onnx", published(workshop));
        byte[] whole = workshop.read(path);
        for (int length : new int[] {1, 30, whole.length / 2, whole.length - 22, whole.length - 1}) {
            fails(workshop, Arrays.copyOf(whole, length), path);
        }
    }

    @Test
    default void archives_withFlippedBits(Workshop workshop) {
        ModelId id = published(workshop);
        String path = Layouts.archive("onnx", id);
        byte[] whole = workshop.read(path);
        long seed = Long.getLong("audmodel.seed", 20_261_123);
        Random random = new Random(seed);
        AudModel client = workshop.client();
        FileTree good = FileTree.of(client.load(id));
        for (int i = 0; i < 40; i++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(whole.length * 8);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            workshop.write(path, Content.of(flipped));
            // A bit of a time or of another field that nobody needs does no harm.
            AudModel victim = workshop.client();
            try {
                assertThat(FileTree.of(victim.load(id)).files().values())
                        .as("bit %s, -Daudmodel.seed=%s", bit, seed)
                        .containsExactlyInAnyOrderElementsOf(good.files().values());
            } catch (CorruptContentException e) {
                assertThat(victim.cacheRoot().resolve(id.shortId() + "/1.0.0"))
                        .as("bit %s, -Daudmodel.seed=%s", bit, seed)
                        .doesNotExist();
            }
        }
    }

    @Test
    default void transfers_thatBreakOffOrDamage_areRefused_andTheNextLoadSucceeds(Workshop workshop) {
        ModelId id = published(workshop);
        for (UnaryOperator<byte[]> damage :
                List.<UnaryOperator<byte[]>>of(bytes -> Arrays.copyOf(bytes, bytes.length - 100), bytes -> {
                    bytes[bytes.length / 2] ^= 1;
                    return bytes;
                })) {
            AudModel client = workshop.client(damaging(workshop, damage));
            assertThatExceptionOfType(CorruptContentException.class)
                    .isThrownBy(() -> client.load(id))
                    .withMessageContaining(id.toString());
            AudModel other =
                    workshop.open(workshop.builder(workshop.repository()).cacheRoot(client.cacheRoot()));
            assertThat(other.load(id)).isNotEmptyDirectory();
        }
    }

    @Test
    default void archive_thatIsGone_isCorruptAndNoPartOfItStays(Workshop workshop) {
        ModelId id = published(workshop);
        String path = Layouts.archive("onnx", id);
        try (var backend = workshop.connect(workshop.repository())) {
            backend.delete(new ObjectPath(path));
        }
        AudModel client = workshop.client();
        assertThatExceptionOfType(AudModelException.class)
                .isThrownBy(() -> client.load(id))
                .withMessageContaining(path)
                .isNotInstanceOf(ModelNotFoundException.class);
    }

    private static ForwardingBackend damaging(Workshop workshop, UnaryOperator<byte[]> damage) {
        return new ForwardingBackend(workshop.connect(workshop.repository())) {
            @Override
            public ObjectBody get(ObjectPath path, ByteRange range) {
                ObjectBody body = super.get(path, range);
                if (!path.name().endsWith(".zip")) {
                    return body;
                }
                try (body) {
                    byte[] bytes = body.stream().readAllBytes();
                    return new ObjectBody(body.info(), new ByteArrayInputStream(damage.apply(bytes)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
