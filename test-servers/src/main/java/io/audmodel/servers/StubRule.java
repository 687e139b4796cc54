package io.audmodel.servers;

import java.io.IOException;
import java.util.Optional;

/** What a test wants of a request, asked before the stub does anything for it. Called by several threads at once. */
@FunctionalInterface
public interface StubRule {

    /**
     * The answer in place of the usual one; empty if the next rule is asked, and at last the stub.
     *
     * @throws IOException the connection is broken off, without an answer
     */
    Optional<StubAnswer> answer(StubRequest request) throws IOException;
}
