package io.audmodel.servers;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The rules of a stub, which are asked in turn. Thread-safe. */
public final class StubRules {

    /** What is done before a request is answered. */
    @FunctionalInterface
    public interface StubAction {

        /** @throws IOException the connection is broken off, without an answer */
        void before(StubRequest request) throws IOException;
    }

    private final List<StubRule> rules = new CopyOnWriteArrayList<>();

    StubRules() {}

    public void add(StubRule rule) {
        rules.add(rule);
    }

    /** Asks the rule before those that there are. */
    public void addFirst(StubRule rule) {
        rules.add(0, rule);
    }

    /** Answers the requests that are meant with an error, such as 503 and {@code SlowDown}. */
    public void refuse(Predicate<StubRequest> which, int status, String code) {
        add(request -> which.test(request) ? Optional.of(StubAnswer.error(status, code)) : Optional.empty());
    }

    /** Does something before each request is answered. */
    public void before(StubAction action) {
        add(request -> {
            action.before(request);
            return Optional.empty();
        });
    }

    public void clear() {
        rules.clear();
    }

    Optional<StubAnswer> answer(StubRequest request) throws IOException {
        for (StubRule rule : rules) {
            Optional<StubAnswer> answer = rule.answer(request);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
