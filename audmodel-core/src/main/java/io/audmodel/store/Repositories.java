package io.audmodel.store;

import io.audmodel.call.Calls;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.OfflineException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.error.UnavailableException;
import io.audmodel.model.Alias;
import io.audmodel.model.Checksum;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The repositories in search order. A search continues when one does not answer; "not found" is reported only when all
 * have answered.
 */
public final class Repositories {

    private static final Pattern MISTYPED_ID = Pattern.compile("[0-9A-Fa-f]{6,10}(?:-[0-9].*)?");

    private final List<Store> stores;
    private final boolean offline;
    private final Optional<String> note;

    /**
     * @param offline whether none of them may be asked
     * @param note a hint for searches without a result
     */
    public Repositories(List<Store> stores, boolean offline, Optional<String> note) {
        this.stores = List.copyOf(stores);
        this.offline = offline;
        this.note = note;
    }

    /** The hint if no repository is configured. */
    public Optional<String> note() {
        return note;
    }

    public ModelNotFoundException noModel(String ref) {
        return new ModelNotFoundException("model " + ref + " does not exist: every repository was asked" + hint());
    }

    AliasNotFoundException noAlias(Alias alias) {
        String meant = MISTYPED_ID.matcher(alias.toString()).matches()
                ? "; an id, which is what it looks like, begins with eight digits and letters from a to f, in lower case"
                : "";
        return new AliasNotFoundException(
                "alias '" + alias + "' does not exist: every repository was asked" + meant + hint());
    }

    private String hint() {
        return note.map(text -> "; " + text).orElse("");
    }

    public boolean isOffline() {
        return offline;
    }

    /**
     * @param wanted the object of the search, for messages
     * @throws OfflineException if no repository may be asked
     */
    void requireOnline(String wanted) {
        if (offline) {
            throw notCached(wanted);
        }
    }

    static OfflineException notCached(String wanted) {
        return new OfflineException(
                "this client is offline, and the cache does not have " + wanted + ". Ask for it once"
                        + " while you are online, or go online now: unset AUDMODEL_OFFLINE, or build the client with online()");
    }

    /** The store of an offline client: every use throws an error that says why. */
    public static Store unreachable(RepositoryAddress place) {
        return new Store(place, () -> {
            throw new OfflineException("this client is offline, and the call has to ask the repository " + place
                    + ". Go online for it: unset AUDMODEL_OFFLINE, or build the client with online()");
        });
    }

    /** In search order. */
    public List<Repository> names() {
        return stores.stream().map(Store::repository).toList();
    }

    public List<Store> stores() {
        return stores;
    }

    /** The kind of notes about something in these repositories: others may have other models of the same names. */
    String kindOfNotes(String about) {
        String places = stores.stream().map(Store::place).toList().toString();
        return about + "-" + Checksum.md5(places).hex().substring(0, 16);
    }

    /**
     * The store of a configured repository; the first one if empty. If the client has several parts of a bucket, it is
     * the first of these.
     */
    public Store named(Optional<Repository> repository) {
        if (repository.isEmpty()) {
            return stores.get(0);
        }
        return stores.stream()
                .filter(store -> store.repository().equals(repository.get()))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException("repository " + repository.get()
                        + " is not one of this client's: " + stores + "; add it to the builder"));
    }

    /**
     * The first result in search order.
     *
     * @param wanted the object of the search, for messages
     * @throws AudModelException if there is none, and not every repository answered
     */
    public <T> Optional<T> first(String wanted, Function<Store, Optional<T>> question) {
        requireOnline(wanted);
        List<AudModelException> failures = new ArrayList<>();
        for (Store store : stores) {
            Optional<T> answer = ask(store, () -> question.apply(store), failures);
            if (answer.isPresent()) {
                warnOf(failures, wanted);
                return answer;
            }
        }
        requireNone(failures, wanted);
        return Optional.empty();
    }

    /**
     * The results of several repositories, in search order.
     *
     * @param isComplete whether every repository answered
     */
    record Answers<T>(List<T> all, boolean isComplete) {}

    /** All results; as {@link #first} if there is none. */
    <T> Answers<T> all(String wanted, Function<Store, List<T>> question) {
        requireOnline(wanted);
        List<AudModelException> failures = new ArrayList<>();
        List<T> answers = answers(question, failures);
        if (answers.isEmpty()) {
            requireNone(failures, wanted);
        }
        warnOf(failures, wanted);
        return new Answers<>(answers, failures.isEmpty());
    }

    /**
     * All results in search order of the repositories that answer.
     *
     * @param failures gets those of the others
     */
    <T> List<T> answers(Function<Store, List<T>> question, List<AudModelException> failures) {
        List<T> answers = new ArrayList<>();
        for (Store store : stores) {
            answers.addAll(ask(store, () -> Optional.of(question.apply(store)), failures)
                    .orElse(List.of()));
        }
        return answers;
    }

    /** The first result. A repository that does not answer ends the search: for questions that decide on a write. */
    public <T> Optional<T> firstOfAllAnswering(Function<Store, Optional<T>> question) {
        return stores.stream().map(question).flatMap(Optional::stream).findFirst();
    }

    private <T> Optional<T> ask(Store store, Supplier<Optional<T>> question, List<AudModelException> failures) {
        try {
            return inItsShare(store, question);
        } catch (BackendException | BackendMissingException | ConfigurationException e) {
            failures.add(e);
            return Optional.empty();
        }
    }

    /** A silent repository must leave time for those after it. */
    private <T> T inItsShare(Store store, Supplier<T> question) {
        int left = stores.size() - stores.indexOf(store);
        Optional<CallDeadline> whole = CallDeadline.current();
        if (left == 1 || whole.isEmpty()) {
            return question.get();
        }
        whole.get().requireTime();
        Duration share = whole.get().remaining().dividedBy(left);
        try {
            return Calls.apart("a question to " + store, CallDeadline.in(share), question);
        } catch (CallTimeoutException e) {
            whole.get().requireTime();
            throw new UnavailableException(
                    new Failure(store.toString(), "get", "", "it was skipped: " + e.getMessage()), e);
        }
    }

    /** @throws AudModelException if a repository did not answer */
    void requireNone(List<AudModelException> failures, String wanted) {
        if (failures.isEmpty()) {
            return;
        }
        if (stores.size() == 1) {
            throw failures.get(0);
        }
        int answered = stores.size() - failures.size();
        String others = answered == 0
                ? "no repository answered: "
                : answered + " of " + stores.size() + " repositories answered, and do not have it; the others: ";
        StringBuilder message = new StringBuilder("whether " + wanted + " exists is unknown; ").append(others);
        failures.forEach(
                failure -> message.append("[").append(failure.getMessage()).append("]"));
        message.append(hint());
        throw new RepositoriesUnavailableException(message.toString(), failures);
    }

    private static void warnOf(List<AudModelException> failures, String wanted) {
        failures.forEach(failure -> System.getLogger("io.audmodel")
                .log(
                        Level.WARNING,
                        "searched for {0} without a repository that did not answer: {1}",
                        wanted,
                        failure.getMessage()));
    }
}
