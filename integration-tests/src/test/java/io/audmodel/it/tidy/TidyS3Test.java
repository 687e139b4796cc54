package io.audmodel.it.tidy;

import io.audmodel.it.kit.OnS3Stub;

class TidyS3Test extends OnS3Stub implements TidyRaceSuite, TidyKillSuite {}
