package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.support.ForeignNames;
import io.audmodel.cache.Cache;
import io.audmodel.cache.Cache.Document;
import io.audmodel.call.Calls;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.trust.ModelSignature;
import io.audmodel.trust.ModelSignatures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The signatures beside the headers of models: one object for each in a repository, and one document in a cache. */
public final class SignatureFiles implements ModelSignatures {

    private static final int MOST_BYTES =
            (int) Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 8);

    private final ModelRef ref;
    private final References references;
    private final Headers headers;
    private final Calls calls;

    /** Those of the model that a reference stands for, at each call anew. */
    public SignatureFiles(ModelRef ref, References references, Headers headers, Calls calls) {
        this.ref = References.requireNonNull(ref);
        this.references = references;
        this.headers = headers;
        this.calls = calls;
    }

    @Override
    public List<ModelSignature> list() {
        return ask(SignatureFiles::in);
    }

    @Override
    public void put(ModelSignature signature) {
        change((store, key) -> put(store, key, signature));
    }

    @Override
    public void remove(String mark) {
        ModelSignature.requireMark(mark);
        change((store, key) -> store.backend().delete(Layout.signature(key, mark)));
    }

    private void change(BiConsumer<Store, ModelKey> work) {
        ask((store, key) -> {
            work.accept(store, key);
            return key;
        });
    }

    private <T> T ask(BiFunction<Store, ModelKey, T> work) {
        return calls.run("signatures", ref, () -> {
            ModelKey key = references.resolve(ref);
            return work.apply(headers.requireHolder(key), key);
        });
    }

    /**
     * Those of a model in a repository, in the order of their marks.
     *
     * @throws LimitExceededException if they do not fit an eighth of the heap
     */
    public static List<ModelSignature> in(Store store, ModelKey key) {
        return ForeignNames.confirmed(missing -> listed(store, key, missing));
    }

    /** @param missing takes each mark that no signature has */
    private static List<ModelSignature> listed(Store store, ModelKey key, Consumer<String> missing) {
        Map<String, Long> sizes = new TreeMap<>();
        for (ObjectInfo object : store.listVersion(key)) {
            Layout.markOfSignature(key, object.path()).ifPresent(mark -> sizes.put(mark, object.size()));
        }
        List<String> marks = sizes.keySet().stream().limit(MAX_SIGNATURES).toList();
        long all = marks.stream().mapToLong(sizes::get).sum();
        if (all > MOST_BYTES) {
            throw new LimitExceededException("the signatures of " + key + " in " + store + " have " + all
                    + " bytes, and at most " + MOST_BYTES
                    + " are read: remove those that are none, or use a larger heap (-Xmx)");
        }
        List<ModelSignature> signatures = new ArrayList<>();
        for (String mark : marks) {
            store.read(Layout.signature(key, mark), MOST_BYTES)
                    .ifPresentOrElse(
                            found -> signatures.add(ModelSignature.of(mark, found.bytes())),
                            () -> missing.accept(mark));
        }
        return signatures;
    }

    /** Stores one in place of that with its mark. */
    public static void put(Store store, ModelKey key, ModelSignature signature) {
        store.write(Layout.signature(key, signature.mark()), signature.content(), PutMode.overwrite());
    }

    /** Those that a cache keeps beside a model; none if it has none, or they are damaged. */
    public static List<ModelSignature> cached(Cache cache, ModelKey key) {
        return new DocumentCache(() -> cache)
                .read(key, Document.SIGNATURES)
                .flatMap(SignatureFiles::decoded)
                .orElse(List.of());
    }

    /** Keeps them in a cache, if it can be written. */
    public static void keep(Cache cache, ModelKey key, List<ModelSignature> signatures) {
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] lines = signatures.stream()
                .map(signature -> signature.mark() + " " + base64.encodeToString(signature.content()) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        if (lines.length <= Store.MAX_DOCUMENT_BYTES) {
            new DocumentCache(() -> cache).keep(key, Document.SIGNATURES, lines);
        }
    }

    private static Optional<List<ModelSignature>> decoded(byte[] lines) {
        try {
            return Optional.of(new String(lines, StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .map(parts ->
                            ModelSignature.of(parts[0], Base64.getDecoder().decode(parts[parts.length - 1])))
                    .sorted(Comparator.comparing(ModelSignature::mark))
                    .limit(MAX_SIGNATURES)
                    .toList());
        } catch (IllegalArgumentException | InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
