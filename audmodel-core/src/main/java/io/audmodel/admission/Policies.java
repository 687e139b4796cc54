package io.audmodel.admission;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Repository;
import io.audmodel.trust.ModelPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What a client requires of models. Immutable. */
public final class Policies {

    private final Optional<ModelPolicy> general;
    private final Map<Repository, ModelPolicy> special;

    /** All views of a client need this text, which hashes certificates. */
    private final String rules;

    private Policies(Optional<ModelPolicy> general, Map<Repository, ModelPolicy> special, Map<String, String> rules) {
        this.general = general;
        this.special = Map.copyOf(special);
        this.rules = rules.toString();
    }

    /**
     * @param general of the models of each repository for which there is no other
     * @param special of those of one repository
     */
    private static Policies of(Optional<ModelPolicy> general, Map<Repository, ModelPolicy> special) {
        Map<String, String> rules = new TreeMap<>();
        general.ifPresent(policy -> rules.put("", policy.rules()));
        special.forEach((repository, policy) -> rules.put(repository.toString(), policy.rules()));
        return new Policies(general, special, rules);
    }

    public static Policies none() {
        return of(Optional.empty(), Map.of());
    }

    public Policies with(ModelPolicy policy) {
        return of(Optional.of(requirePolicy(policy)), special);
    }

    public Policies with(Repository repository, ModelPolicy policy) {
        Map<Repository, ModelPolicy> all = new HashMap<>(special);
        all.put(Objects.requireNonNull(repository, "the repository is null"), requirePolicy(policy));
        return of(general, all);
    }

    private static ModelPolicy requirePolicy(ModelPolicy policy) {
        return Objects.requireNonNull(policy, "the policy is null");
    }

    /**
     * Returns the same for a client with these repositories. Where they have different policies, or one has none, which model
     * meets the rules depends on which repositories there are, and which of them is asked first.
     *
     * @param repositories in the order in which they are asked
     * @throws InvalidArgumentException if a policy is for a repository that is not among these
     */
    public Policies ofClientWith(Collection<Repository> repositories) {
        for (Repository repository : special.keySet()) {
            if (!repositories.contains(repository)) {
                throw new InvalidArgumentException(
                        "the models of " + repository
                                + " have to meet a policy, and it is no repository of this client: add it, or take the policy away");
            }
        }
        if (special.isEmpty()) {
            return this;
        }
        Map<String, String> rules = new LinkedHashMap<>();
        repositories.forEach(repository -> rules.put(
                repository.toString(), of(repository).map(ModelPolicy::rules).orElse("")));
        return new Policies(general, special, rules);
    }

    public boolean areNone() {
        return general.isEmpty() && special.isEmpty();
    }

    /** The policy for all models, wherever they are from; empty if that matters. */
    Optional<ModelPolicy> ofAll() {
        return special.isEmpty() ? general : Optional.empty();
    }

    Optional<ModelPolicy> of(Repository repository) {
        return Optional.ofNullable(special.get(repository)).or(() -> general);
    }

    /** What is required, as text; empty if nothing is. */
    public String requirement() {
        return areNone() ? "" : rules;
    }

    /** All rules: whatever changes in them, models are judged anew. */
    public String rules() {
        return rules;
    }
}
