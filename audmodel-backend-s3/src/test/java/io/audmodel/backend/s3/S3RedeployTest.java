package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.servers.ApplicationServer;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is taken from its server leaves nothing in the server's threads. */
class S3RedeployTest {

    /** What the application does; loaded with it. */
    public static final class Application implements Consumer<List<String>> {

        @Override
        public void accept(List<String> where) {
            try (Backend backend =
                    Connecting.to(where.get(0), Path.of(where.get(1)), Map.of("access_key", "a", "secret_key", "b"))) {
                ObjectPath path = new ObjectPath("a/object");
                backend.put(path, Content.of(new byte[1]), PutMode.create());
                backend.stat(path.child("absent"));
                try (Stream<?> listed = backend.list(new ObjectPath("a"))) {
                    assertThat(listed).hasSize(1);
                }
            }
        }
    }

    @Test
    void classLoader_ofAClosedApplication_isFree(@TempDir Path folder) throws Exception {
        try (S3Stub server = S3Stub.start(folder);
                ApplicationServer applications = new ApplicationServer()) {
            server.createBucket("models");
            assertThat(applications.frees(Application.class, List.of(server.endpoint(), folder.toString())))
                    .isTrue();
        }
    }
}
