package io.audmodel.junit;

import io.audmodel.AudModelBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What a test wants.
 *
 * @param client the test's changes of each client that is made for it
 */
record FixtureOptions(List<String> repositories, RepositoryStorage storage, UnaryOperator<AudModelBuilder> client) {

    FixtureOptions {
        if (repositories.isEmpty() || new HashSet<>(repositories).size() < repositories.size()) {
            throw new ExtensionConfigurationException(
                    "the repositories " + repositories + " are none, or one is named twice: name each once");
        }
    }

    static FixtureOptions of(AudModelTest test) {
        return new FixtureOptions(List.of(test.repositories()), test.storage(), UnaryOperator.identity());
    }
}
