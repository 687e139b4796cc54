package io.audmodel.testkit;

import io.audmodel.backend.Backend;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Proves that a backend keeps the contract of {@link Backend}. Implement it in a test class, and JUnit runs every test
 * of it:
 *
 * <pre>{@code
 * class MyBackendContractTest implements BackendContract {
 *     @Override
 *     public Backend connect() {
 *         return new MyBackend(...);
 *     }
 * }
 * }</pre>
 *
 * <p>The display name of each test begins with the number of the clause in {@code docs/BACKEND-CONTRACT.md} that it
 * tests. A test is skipped only if it needs a {@link io.audmodel.backend.Capability} that
 * {@link Backend#capabilities} does not declare. No test needs an empty store: each keeps to a random prefix, below
 * which it deletes everything when it ends. Later versions add tests; do not override any.
 */
@ExtendWith(SandboxExtension.class)
public interface BackendContract
        extends PathContract,
                StatContract,
                GetContract,
                PutContract,
                PutFailureContract,
                PrepareContract,
                ListContract,
                DeleteContract,
                RaceContract,
                LargeRaceContract,
                LifecycleContract {

    /**
     * Opens a new connection. Each test calls it once or several times; within one test, all connections lead to the
     * same store, as those of several processes would. The suite closes them.
     */
    Backend connect();
}
