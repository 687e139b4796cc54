package io.audmodel.signing;

import io.audmodel.trust.ModelSignature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** What nobody has verified yet says how files were hashed. */
    static boolean mayBeOfWholeFiles(ModelSignature signature) {
        try {
            SignatureBundle bundle = SignatureBundle.of(signature.content());
            return StatementReader.read(bundle.payload()).scope().shardSize() == 0;
        } catch (SigningException e) {
            return false;
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
        Map<ModelVerifier, Signatory> trusting = new LinkedHashMap<>();
        @Nullable SigningException refusal = null;
        for (ModelVerifier verifier : verifiers) {
            try {
                trusting.put(verifier, verifier.verify(bundle));
            } catch (UntrustedSignatureException | InvalidSignatureException e) {
                refusal = e;
            }
        }
        Optional<Signatory> signer = trusting.values().stream().findFirst();
        if (signer.isPresent()) {
            content.requireModel(bundle.readBy(signer.get()), model);
            trusting.forEach((verifier, who) ->
                    signers.computeIfAbsent(verifier, first -> new HashSet<>()).add(who));
        } else if (refusal != null) {
            problems.add(refusal.getMessage());
        }
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
