package io.audmodel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.error.StorageException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final String REPOSITORY = "s3:host#models";

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Connection connection = new Connection(REPOSITORY, this::open);

    private Backend open() {
        opened.incrementAndGet();
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("close");
                    return closed.incrementAndGet() > 0 ? null : proxy;
                });
    }

    @Test
    void get_opensOnce_andCloseClosesOnce() {
        assertThat(connection.get()).isSameAs(connection.get());
        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(0);
        connection.close();
        connection.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void close_ofWhatWasNeverNeeded_opensNothing() {
        connection.close();
        assertThat(opened).hasValue(0);
        assertThatThrownBy(connection::get)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("the client is closed: build another");
        assertThat(opened).hasValue(0);
    }

    @Test
    void close_whileItIsOpened_closesWhatIsOpenedThen() {
        AtomicReference<Connection> itself = new AtomicReference<>();
        itself.set(new Connection(REPOSITORY, () -> {
            itself.get().close();
            return open();
        }));
        assertThatThrownBy(() -> itself.get().get()).isInstanceOf(StorageException.class);
        assertThat(closed).hasValue(1);
        itself.get().close();
        assertThat(closed).hasValue(1);
    }
}
