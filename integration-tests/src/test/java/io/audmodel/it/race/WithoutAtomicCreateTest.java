package io.audmodel.it.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Checksum;
import io.audmodel.model.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stores that look first and then write, so that the second of two publishers can write over the first. */
class WithoutAtomicCreateTest implements OnStorage {

    /** Another publisher writes its header just after ours. */
    private static final class Overtaken extends ForwardingBackend {

        private final Backend delegate;

        Overtaken(Backend delegate) {
            super(delegate);
            this.delegate = delegate;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
            ObjectInfo info = delegate.put(path, content, mode);
            if (path.name().endsWith(".header.yaml")) {
                delegate.put(path, Content.of("theirs".getBytes(StandardCharsets.UTF_8)), PutMode.overwrite());
            }
            return info;
        }
    }

    /** Tells a checksum of the header that is not that of its bytes. */
    private static final class Misleading extends ForwardingBackend {

        Misleading(Backend delegate) {
            super(delegate);
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Optional<ObjectInfo> stat(ObjectPath path) {
            return super.stat(path)
                    .map(info -> path.name().endsWith(".header.yaml")
                            ? new ObjectInfo(path, info.size(), info.modified(), new Checksum("0".repeat(32)), null)
                            : info);
        }
    }

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @Test
    void publish_headerIsReplacedByAnother_isRefusedToTheFirst(Workshop workshop) {
        PublishRequest request = workshop.request("onnx", "1.0.0");
        AudModel client = workshop.client(new Overtaken(workshop.connect(workshop.repository())));
        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(() -> client.publish(request))
                .withMessageContaining(request.id().toString());
        assertThat(workshop.read(Layouts.header(request.id()))).asString().isEqualTo("theirs");
    }

    @Test
    void publish_whoseHeaderHasAWrongChecksum_isNotTakenForAnothers(Workshop workshop) {
        Path model = workshop.model("told wrong");
        PublishRequest request = PublishRequest.of(model, "onnx", Version.of("1.0.0"));
        AudModel client = workshop.client(new Misleading(workshop.connect(workshop.repository())));
        assertThat(client.publish(request)).isEqualTo(request.id());
        assertThat(FileTree.of(workshop.client().load(request.id()))).isEqualTo(FileTree.of(model));
    }
}
