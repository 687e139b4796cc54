package io.audmodel.it.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another publisher, who had looked before, writes over an object of a publish in the moment in which it commits. */
class WrittenOverTest implements OnStorage {

    private static final class WritingOver extends ForwardingBackend {

        private final Backend delegate;
        private final ObjectPath path;
        private final Set<Capability> missing;
        private int left;

        WritingOver(Backend delegate, String path, int times, Capability... missing) {
            super(delegate);
            this.delegate = delegate;
            this.path = new ObjectPath(path);
            this.missing = Set.copyOf(Arrays.asList(missing));
            this.left = times;
        }

        @Override
        public Set<Capability> capabilities() {
            Set<Capability> declared = new HashSet<>(delegate.capabilities());
            declared.removeAll(missing);
            return declared;
        }

        @Override
        public ObjectInfo put(ObjectPath written, Content content, PutMode mode) {
            ObjectInfo info = delegate.put(written, content, mode);
            boolean isMoment = written.name().endsWith(".header.yaml") || written.equals(path);
            if (isMoment && delegate.stat(header()).isPresent() && left > 0) {
                left--;
                delegate.put(path, Content.of("theirs".getBytes(StandardCharsets.UTF_8)), PutMode.overwrite());
            }
            return info;
        }

        private ObjectPath header() {
            return new ObjectPath(Layouts.header(ID.id()));
        }
    }

    private static final PublishRequest ID = PublishRequest.of(Path.of("."), "onnx", Version.of("1.0.0"));

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    private static void requirePutBack(Workshop workshop, String path, int size, int times, Capability... missing) {
        Path model = Samples.write(workshop.fresh("model"), "mine", size);
        Backend backend = new WritingOver(workshop.connect(workshop.repository()), path, times, missing);

        workshop.client(backend).publish(PublishRequest.of(model, "onnx", Version.of("1.0.0")));

        AudModel reader = workshop.client();
        assertThat(FileTree.of(reader.load(ID.id()))).isEqualTo(FileTree.of(model));
        assertThat(reader.meta(ID.id())).isEmpty();
        assertThat(reader.verify(ID.id()).isIntact()).isTrue();
    }

    @Test
    void archive_thatMayHaveComeInParts_isPutBack(Workshop workshop) {
        requirePutBack(workshop, Layouts.archive("onnx", ID.id()), 2 << 20, 1, Capability.CONDITIONS_AT_ANY_SIZE);
    }

    @Test
    void archive_thatIsWrittenOverAgainAndAgain_isPutBackEachTime(Workshop workshop) {
        requirePutBack(workshop, Layouts.archive("onnx", ID.id()), 2 << 20, 3, Capability.CONDITIONS_AT_ANY_SIZE);
    }

    @Test
    void archive_inAStoreWithoutConditions_isPutBack(Workshop workshop) {
        requirePutBack(workshop, Layouts.archive("onnx", ID.id()), 10, 1, Capability.values());
    }

    @Test
    void metadata_inAStoreWithoutConditions_arePutBack(Workshop workshop) {
        requirePutBack(workshop, Layouts.meta(ID.id()), 10, 1, Capability.values());
    }
}
