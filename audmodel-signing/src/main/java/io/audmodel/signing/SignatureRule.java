package io.audmodel.signing;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose signatures are required. Its text is the whole rule. */
sealed interface SignatureRule {

    /** Those whom the rule asks about a signature. */
    Set<ModelVerifier> verifiers();

    /**
     * Those whose signatures meet the rule; empty if it is not met.
     *
     * @param found those whom each verifier trusts of the signers of the model
     */
    Optional<Set<Signatory>> signers(Map<ModelVerifier, Set<Signatory>> found);

    /** Signatures by so many different keys. */
    record AtLeast(int number, List<ModelVerifier> trusted) implements SignatureRule {

        @Override
        public Set<ModelVerifier> verifiers() {
            return new LinkedHashSet<>(trusted);
        }

        @Override
        public Optional<Set<Signatory>> signers(Map<ModelVerifier, Set<Signatory>> found) {
            Map<String, Signatory> byKey = new LinkedHashMap<>();
            trusted.forEach(verifier -> found.getOrDefault(verifier, Set.of())
                    .forEach(signer -> byKey.putIfAbsent(signer.keyHint(), signer)));
            return byKey.size() < number ? Optional.empty() : Optional.of(new HashSet<>(byKey.values()));
        }

        @Override
        public String toString() {
            String names = trusted.stream().map(ModelVerifier::trusted).collect(Collectors.joining("; or "));
            return number == 1 ? "a signature by " + names : "signatures by " + number + " different keys of: " + names;
        }
    }

    /** One rule at least. */
    record AnyOf(List<SignatureRule> rules) implements SignatureRule {

        @Override
        public Set<ModelVerifier> verifiers() {
            return joined(rules);
        }

        @Override
        public Optional<Set<Signatory>> signers(Map<ModelVerifier, Set<Signatory>> found) {
            return rules.stream().flatMap(rule -> rule.signers(found).stream()).findFirst();
        }

        @Override
        public String toString() {
            return rules.stream().map(rule -> "(" + rule + ")").collect(Collectors.joining(" or "));
        }
    }

    /** Each rule. */
    record AllOf(List<SignatureRule> rules) implements SignatureRule {

        @Override
        public Set<ModelVerifier> verifiers() {
            return joined(rules);
        }

        @Override
        public Optional<Set<Signatory>> signers(Map<ModelVerifier, Set<Signatory>> found) {
            Set<Signatory> all = new HashSet<>();
            for (SignatureRule rule : rules) {
                Optional<Set<Signatory>> met = rule.signers(found);
                if (met.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(met.get());
            }
            return Optional.of(all);
        }

        @Override
        public String toString() {
            return rules.stream().map(rule -> "(" + rule + ")").collect(Collectors.joining(" and "));
        }
    }

    private static Set<ModelVerifier> joined(List<SignatureRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.verifiers().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
