package io.audmodel.backend.s3;

import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Creates atomically; it looks at revisions, and several writers succeed. */
@Tag("one-jdk")
class S3StubLateReplaceContractTest extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return S3Stub.start(objects).conditions(S3Stub.Conditions.REPLACE_NOT_ATOMIC);
    }

    @Override
    Map<String, String> moreOptions() {
        return Map.of("conditional_writes", "create");
    }
}
