package io.audmodel.it.suite;

/** The suites in which a store shows how it keeps, lists and replaces objects. In the others any store would do. */
public interface StoreEndToEnd
        extends PublishSuite,
                PublishFaultSuite,
                PublishRaceSuite,
                MixedModelSuite,
                LoadSuite,
                FilesSuite,
                AliasSuite,
                AliasFaultSuite,
                AliasRemovalSuite,
                MetadataSuite,
                VersionSuite,
                FollowSuite,
                SearchSuite,
                HealthSuite,
                FindSuite,
                CopySuite,
                SignedModelSuite,
                VerifySuite {}
