package io.audmodel.backend.s3;

import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Keeps conditions atomically, but of uploads in parts. */
@Tag("one-jdk")
class S3StubLateCompleteContractTest extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return S3Stub.start(objects).conditions(S3Stub.Conditions.COMPLETE_NOT_ATOMIC);
    }

    @Override
    Map<String, String> moreOptions() {
        return Map.of("conditional_writes", "auto");
    }
}
