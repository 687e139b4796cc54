package io.audmodel.backend.s3;

import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Ignores the conditions of uploads in parts, as gateways of Ceph do. */
@Tag("one-jdk")
class S3StubIgnoringPartsContractTest extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return S3Stub.start(objects).conditions(S3Stub.Conditions.IGNORED_OF_PARTS);
    }

    @Override
    Map<String, String> moreOptions() {
        return Map.of("conditional_writes", "auto");
    }
}
