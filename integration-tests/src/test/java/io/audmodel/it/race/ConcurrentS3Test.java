package io.audmodel.it.race;

import io.audmodel.it.kit.OnS3Stub;
import io.audmodel.it.suite.ConcurrentChangeSuite;
import io.audmodel.it.suite.ConcurrentPublishSuite;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class ConcurrentS3Test extends OnS3Stub implements ConcurrentPublishSuite, ConcurrentChangeSuite {}
