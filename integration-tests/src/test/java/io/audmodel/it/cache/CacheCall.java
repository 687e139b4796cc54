package io.audmodel.it.cache;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PruneRule;
import io.audmodel.cache.HeldModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The calls of a client that work in its cache. */
enum CacheCall {
    LOAD((client, ref) -> Optional.of(client.load(ref))),
    LOAD_PART((client, ref) -> Optional.of(client.load(ref, FilePatterns.of("log/*")))),
    FILES((client, ref) -> nothing(client.files(ref))),
    OPEN((client, ref) -> nothing(read(client, ref))),
    HEADER((client, ref) -> nothing(client.header(ref))),
    META((client, ref) -> nothing(client.meta(ref))),
    ALIAS((client, ref) -> nothing(client.resolveAlias(new Alias("live")))),
    LOAD_OFFLINE(true, (client, ref) -> Optional.of(client.load(new Alias("live")))),
    META_OFFLINE(true, (client, ref) -> nothing(client.meta(ref))),
    FIND_OFFLINE(true, (client, ref) -> nothing(find(client))),
    ALIASES_OFFLINE(true, (client, ref) -> nothing(client.aliases(ref))),
    VERIFY((client, ref) -> nothing(client.verify(ref))),
    REPAIR((client, ref) -> Optional.of(client.repair(ref))),
    LIST((client, ref) -> nothing(client.cache().list())),
    PRUNE((client, ref) -> nothing(client.cache().prune(PruneRule.maxBytes(0).sparing(Duration.ZERO)))),
    HOLD((client, ref) -> {
        try (HeldModel held = client.hold(ref)) {
            return Optional.of(held.folder());
        }
    }),
    REMOVE((client, ref) -> nothing(client.cache().remove(ref)));

    private interface Call {

        /** Returns the folder that the call gives, if it gives one. */
        Optional<Path> run(AudModel client, ModelRef ref) throws IOException;
    }

    private final boolean isOffline;
    private final Call call;

    CacheCall(Call call) {
        this(false, call);
    }

    CacheCall(boolean isOffline, Call call) {
        this.isOffline = isOffline;
        this.call = call;
    }

    boolean isOffline() {
        return isOffline;
    }

    Optional<Path> run(AudModel client, ModelRef ref) throws IOException {
        return call.run(client, ref);
    }

    private static Optional<Path> nothing(Object answer) {
        if (answer.toString().isEmpty()) {
            throw new AssertionError("no answer");
        }
        return Optional.empty();
    }

    private static String find(AudModel client) {
        try (Stream<FoundModel> found = client.find(ModelQuery.all())) {
            return found.toList().toString();
        }
    }

    private static int read(AudModel client, ModelRef ref) throws IOException {
        try (InputStream in = client.open(ref, "model.yaml")) {
            return in.readNBytes(1 << 20).length;
        }
    }
}
