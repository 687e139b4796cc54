package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.servers.S3Server;
import io.audmodel.servers.S3Stub;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The suite notices servers of which too much is said. {@link S3StubContractTest} shows that it passes where all is kept. */
@Tag("one-jdk")
class S3ContractFindsFaultsTest {

    private static volatile S3Stub.Conditions conditions = S3Stub.Conditions.KEPT;

    /** Found by no build: only this test starts it. */
    static class Subject extends S3Contract {

        @Override
        S3Server start(Path objects) {
            return S3Stub.start(objects).conditions(conditions);
        }

        @Override
        Map<String, String> moreOptions() {
            return Map.of("conditional_writes", "all");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE_NOT_ATOMIC, RACE-8 RACE-9",
        "REPLACE_NOT_ATOMIC, RACE-2 RACE-3 RACE-9",
        "IGNORED_OF_PARTS, RACE-8 RACE-9"
    })
    void serverThatKeepsLessThanIsSaid_failsItsRaces(S3Stub.Conditions kept, String clauses) {
        conditions = kept;
        Set<String> failed = ConcurrentHashMap.newKeySet();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(Subject.class))
                                .filters((PostDiscoveryFilter) test ->
                                        FilterResult.includedIf(!test.isTest() || isAsked(test.getDisplayName())))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                                    failed.add(test.getDisplayName().split(" ")[0]);
                                }
                            }
                        });
        assertThat(failed).containsExactlyInAnyOrder(clauses.split(" "));
    }

    private static boolean isAsked(String name) {
        return name.matches("RACE-(1|2|3|8|9|10) .*");
    }
}
