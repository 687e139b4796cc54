package io.audmodel.backend.s3;

import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** In a part of a bucket. */
@Tag("one-jdk")
class S3StubPrefixContractTest extends S3Contract {

    @Override
    S3Server start(Path objects) {
        return S3Stub.start(objects);
    }

    @Override
    Map<String, String> moreOptions() {
        return Map.of("prefix", "team/models");
    }
}
