package io.audmodel.it.size;

import io.audmodel.it.kit.OnS3Stub;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class S3FindManyTest extends OnS3Stub implements FindManySuite {}
