package io.audmodel.signing;

import io.audmodel.trust.ModelSignature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The signatures of one model, sorted into those that count and what is wrong with the others. Used by one thread. */
final class SignaturesFound {

    private static final int MOST_TOLD = 3;

    private final Set<ModelVerifier> verifiers;
    private final FolderContent content;
    private final ModelIdentity model;
    private final Map<ModelVerifier, Set<Signatory>> signers = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int number;

    SignaturesFound(Set<ModelVerifier> verifiers, FolderContent content, ModelIdentity model) {
        this.verifiers = verifiers;
        this.content = content;
        this.model = model;
    }

    /** How files were hashed by those who are trusted. */
    static Set<Long> digestedParts(Collection<ModelSignature> signatures, Set<ModelVerifier> verifiers) {
        return signatures.stream()
                .flatMap(signature -> digestedParts(signature, verifiers))
                .collect(Collectors.toSet());
    }

    private static Stream<Long> digestedParts(ModelSignature signature, Set<ModelVerifier> verifiers) {
        try {
            SignatureBundle bundle = SignatureBundle.of(signature.content());
            return trusting(bundle, verifiers, new ArrayList<>()).isEmpty()
                    ? Stream.empty()
                    : Stream.of(StatementReader.read(bundle.payload()).scope().shardSize());
        } catch (SigningException e) {
            // It will not count, and the judgement says why.
            return Stream.empty();
        }
    }

    void add(ModelSignature signature) {
        number++;
        try {
            add(SignatureBundle.of(signature.content()));
        } catch (SigningException e) {
            problems.add(e.getMessage());
        }
    }

    /** Files are hashed last: only what somebody signed who is trusted is worth it. */
    private void add(SignatureBundle bundle) {
        List<SigningException> refusals = new ArrayList<>();
        Map<ModelVerifier, Signatory> trusting = trusting(bundle, verifiers, refusals);
        Optional<Signatory> signer = trusting.values().stream().findFirst();
        if (signer.isPresent()) {
            content.requireModel(bundle.readBy(signer.get()), model);
            trusting.forEach((verifier, who) ->
                    signers.computeIfAbsent(verifier, first -> new HashSet<>()).add(who));
        } else {
            problems.add(refusals.get(refusals.size() - 1).getMessage());
        }
    }

    private static Map<ModelVerifier, Signatory> trusting(
            SignatureBundle bundle, Set<ModelVerifier> verifiers, List<SigningException> refusals) {
        Map<ModelVerifier, Signatory> trusting = new LinkedHashMap<>();
        for (ModelVerifier verifier : verifiers) {
            try {
                trusting.put(verifier, verifier.verify(bundle));
            } catch (UntrustedSignatureException | InvalidSignatureException e) {
                refusals.add(e);
            }
        }
        return trusting;
    }

    /** Those whose signatures are about this model and its files, by who trusts them. */
    Map<ModelVerifier, Set<Signatory>> signers() {
        return signers;
    }

    /** What was found, for people. */
    String story() {
        if (number == 0) {
            return "there is no signature beside it";
        }
        Set<Signatory> good = new HashSet<>();
        signers.values().forEach(good::addAll);
        StringBuilder story =
                new StringBuilder("found " + (number == 1 ? "is one signature" : "are " + number + " signatures"));
        story.append(good.isEmpty() ? ", none of which counts" : ", and those by " + good + " count");
        problems.stream().limit(MOST_TOLD).forEach(problem -> story.append("; ").append(problem));
        if (problems.size() > MOST_TOLD) {
            story.append("; and ").append(problems.size() - MOST_TOLD).append(" more that do not count");
        }
        return story.toString();
    }
}
