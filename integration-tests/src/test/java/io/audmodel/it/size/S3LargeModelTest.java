package io.audmodel.it.size;

import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.OnS3Stub;
import io.audmodel.it.kit.Workshop;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class S3LargeModelTest extends OnS3Stub implements LargeModelSuite {

    @Override
    public Jvm.Launch launch(Workshop workshop) {
        return LargeModelSuite.super
                .launch(workshop)
                .variable("MINIO_ACCESS_KEY", server.accessKey())
                .variable("MINIO_SECRET_KEY", server.secretKey());
    }
}
