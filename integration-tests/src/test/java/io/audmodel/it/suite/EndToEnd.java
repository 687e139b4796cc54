package io.audmodel.it.suite;

import io.audmodel.it.python.DifferencesSuite;

/** All suites that a storage has to pass as a whole. */
public interface EndToEnd
        extends StoreEndToEnd,
                PublishDetailsSuite,
                EventsSuite,
                DifferencesSuite,
                ClientSuite,
                OutageSuite,
                BadInputSuite,
                BadContentSuite,
                HostileDocumentSuite,
                HostileSizeSuite,
                HostileArchiveSuite,
                DamagedCacheSuite,
                ModelCacheSuite,
                OfflineSuite,
                StaleMoveSuite,
                StaleSuite {}
