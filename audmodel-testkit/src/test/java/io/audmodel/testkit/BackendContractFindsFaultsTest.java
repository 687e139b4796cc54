package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.InMemoryBackend;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the suite on backends that each break one promise. */
@Tag("one-jdk")
class BackendContractFindsFaultsTest {

    private static volatile UnaryOperator<Backend> fault = UnaryOperator.identity();

    /** Found by no build: only this test starts it. */
    static class Subject implements BackendContract {

        private final InMemoryBackend store = new InMemoryBackend();

        @Override
        public Backend connect() {
            return fault.apply(store.reconnect());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE_MADE")
    void brokenPromise_failsTheTestsOfItsClause(BrokenBackend.Promise promise) {
        Map<String, String> results = run(
                backend -> new BrokenBackend(backend, promise),
                test -> promise.clauses().contains(clause(test)));
        assertThat(clausesOf(results, "FAILED")).containsExactlyInAnyOrderElementsOf(promise.clauses());
    }

    @Test
    void noCapabilities_skipsOnlyWhatNeedsThem() {
        Map<String, String> results =
                run(backend -> new BrokenBackend(backend, BrokenBackend.Promise.NONE_MADE), test -> true);
        assertThat(results).hasSizeGreaterThanOrEqualTo(45);
        assertThat(clausesOf(results, "FAILED")).isEmpty();
        assertThat(clausesOf(results, "ABORTED"))
                .containsExactlyInAnyOrder(
                        "PUT-4", "PUT-5", "RACE-1", "RACE-2", "RACE-3", "RACE-8", "RACE-9", "STAT-6", "STAT-7",
                        "STAT-8");
    }

    private static Set<String> clausesOf(Map<String, String> results, String status) {
        return results.entrySet().stream()
                .filter(result -> result.getValue().equals(status))
                .map(result -> clause(result.getKey()))
                .collect(Collectors.toSet());
    }

    private static String clause(String displayName) {
        return displayName.split(" ")[0];
    }

    /** The display name and outcome of each test. */
    private static Map<String, String> run(UnaryOperator<Backend> broken, Predicate<String> wanted) {
        Map<String, String> results = new ConcurrentHashMap<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(Subject.class))
                .filters((PostDiscoveryFilter)
                        test -> FilterResult.includedIf(!test.isTest() || wanted.test(test.getDisplayName())))
                .build();
        fault = broken;
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.put(test.getDisplayName(), result.getStatus().name());
                }
            }
        });
        fault = UnaryOperator.identity();
        return results;
    }
}
