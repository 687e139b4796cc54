package io.audmodel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.model.Version;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any bit of a name in a list is damaged on the way, once, and leaves a name that a path may have. */
class DamagedListTest {

    private static final ModelKey KEY = new ModelKey("3e120e8d", Version.of("4.12.0"));

    private final Backend whole = new InMemoryBackend();

    @Test
    void header_whoseNameIsDamaged_isFound() {
        ObjectPath header = put(Layout.header(KEY));
        for (ObjectPath damaged : damaged(header)) {
            assertThat(store(header, damaged).list(Layout.versions(KEY.id()), Layout::versionOfHeader))
                    .as(damaged.text())
                    .containsExactly(KEY.version());
        }
    }

    @Test
    void notice_whoseNameIsDamaged_isFound() {
        ObjectPath notice = put(Layout.retirement(KEY, Fence.nonce()));
        for (ObjectPath damaged : damaged(notice)) {
            assertThat(Retirements.of(store(notice, damaged), KEY, Clock.systemUTC())
                            .notices())
                    .as(damaged.text())
                    .hasSize(1);
        }
    }

    @Test
    void signature_whoseNameIsDamaged_isFound() {
        ObjectPath signature = put(Layout.signature(KEY, "0a1b".repeat(8)));
        for (ObjectPath damaged : damaged(signature)) {
            assertThat(SignatureFiles.in(store(signature, damaged), KEY))
                    .as(damaged.text())
                    .hasSize(1);
        }
    }

    private ObjectPath put(ObjectPath path) {
        whole.put(path, Content.of(new byte[100]), PutMode.create());
        return path;
    }

    /** Every path that differs in one bit. */
    private static List<ObjectPath> damaged(ObjectPath path) {
        List<ObjectPath> damaged = new ArrayList<>();
        for (int at = 0; at < path.text().length(); at++) {
            for (int bit = 0; bit < Byte.SIZE - 1; bit++) {
                StringBuilder text = new StringBuilder(path.text());
                text.setCharAt(at, (char) (text.charAt(at) ^ 1 << bit));
                try {
                    damaged.add(new ObjectPath(text.toString()));
                } catch (InvalidArgumentException e) {
                    // A backend does not list what is no path.
                    continue;
                }
            }
        }
        assertThat(damaged).hasSizeGreaterThan(50);
        return damaged;
    }

    /** A store whose first list has a damaged name. */
    private Store store(ObjectPath path, ObjectPath damaged) {
        Backend backend = new ForwardingBackend(whole) {

            private UnaryOperator<ObjectInfo> way = object -> object.path().equals(path)
                    ? new ObjectInfo(damaged, object.size(), object.modified(), null, null)
                    : object;

            @Override
            public Stream<ObjectInfo> list(ObjectPath prefix) {
                UnaryOperator<ObjectInfo> now = way;
                way = UnaryOperator.identity();
                return super.list(prefix).map(now);
            }
        };
        return new Store(RepositoryAddress.of("memory:host#models"), () -> backend);
    }
}
