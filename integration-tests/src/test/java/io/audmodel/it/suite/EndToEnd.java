package io.audmodel.it.suite;

import io.audmodel.it.python.DifferencesSuite;

/** All suites that a storage has to pass as a whole. */
public interface EndToEnd
        extends PublishSuite,
                PublishDetailsSuite,
                PublishFaultSuite,
                PublishRaceSuite,
                MixedModelSuite,
                LoadSuite,
                EventsSuite,
                FilesSuite,
                AliasSuite,
                AliasFaultSuite,
                AliasRemovalSuite,
                MetadataSuite,
                VersionSuite,
                FollowSuite,
                DifferencesSuite,
                ClientSuite,
                SearchSuite,
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
                StaleSuite,
                HealthSuite,
                FindSuite,
                CopySuite,
                SignedModelSuite,
                VerifySuite {}
