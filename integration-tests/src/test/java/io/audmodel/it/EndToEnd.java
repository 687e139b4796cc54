package io.audmodel.it;

/** All suites that a storage has to pass as a whole. */
interface EndToEnd
        extends PublishSuite,
                PublishDetailsSuite,
                PublishFaultSuite,
                PublishRaceSuite,
                LoadSuite,
                FilesSuite,
                AliasSuite,
                AliasFaultSuite,
                AliasRemovalSuite,
                MetadataSuite,
                VersionSuite,
                ClientSuite,
                SearchSuite,
                OutageSuite,
                BadInputSuite,
                BadContentSuite,
                HostileDocumentSuite,
                HostileSizeSuite,
                HostileArchiveSuite,
                DamagedCacheSuite,
                CachedModelsSuite,
                OfflineSuite,
                FindSuite,
                CopySuite,
                VerifySuite {}
