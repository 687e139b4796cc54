package io.audmodel.it.call;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.UrlType;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.EveryCall;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A call that has to end in time, and its name for messages. */
record TimedCall(String name, Body body) {

    /** See {@link EveryCall#run}. */
    @FunctionalInterface
    interface Body {
        Object run(AudModel client, AudModel other, PublishRequest request);
    }

    private static final Alias LIVE = Alias.of("live");

    /** All of {@link EveryCall}, and what goes other ways in the client. */
    static List<TimedCall> all() {
        List<TimedCall> calls = new ArrayList<>();
        for (EveryCall call : EveryCall.values()) {
            calls.add(new TimedCall(call.name(), call::run));
        }
        calls.add(new TimedCall("LOAD_BY_ALIAS", (client, other, request) -> client.load(LIVE)));
        calls.add(new TimedCall(
                "LOAD_LATEST",
                (client, other, request) -> client.load(request.id().shortId())));
        calls.add(new TimedCall(
                "LOAD_A_PART", (client, other, request) -> client.load(request.id(), FilePatterns.of("*.yaml"))));
        calls.add(new TimedCall("READ", (client, other, request) -> read(client, request.id())));
        calls.add(new TimedCall("FIND_BY_ALIASES", (client, other, request) -> {
            try (Stream<FoundModel> found = client.find(ModelQuery.all().alias("l*"))) {
                return found.toList();
            }
        }));
        calls.add(new TimedCall("URL", (client, other, request) -> client.url(request.id(), UrlType.MODEL)));
        calls.add(new TimedCall(
                "REPLACE_META", (client, other, request) -> client.replaceMeta(request.id(), Map.of("k", 2))));
        calls.add(new TimedCall(
                "PUBLISH_NEW",
                (client, other, request) -> client.publish(
                        PublishRequest.of(client.cacheRoot().resolveSibling("again"), "again", Version.of("1.0.0"))
                                .alias(LIVE))));
        calls.add(new TimedCall("VERIFY", (client, other, request) -> client.verify(request.id())));
        calls.add(new TimedCall("HOLD", (client, other, request) -> {
            try (HeldModel held = client.hold(request.id())) {
                return held.folder();
            }
        }));
        calls.add(new TimedCall("REPAIR", (client, other, request) -> client.repair(request.id())));
        calls.add(new TimedCall(
                "CACHE_REMOVE", (client, other, request) -> client.cache().remove(LIVE)));
        return List.copyOf(calls);
    }

    private static byte[] read(AudModel client, ModelRef ref) {
        try (InputStream in = client.open(ref, "model.onnx")) {
            return in.readAllBytes();
        } catch (IOException e) {
            if (e.getCause() instanceof AudModelException ours) {
                throw ours;
            }
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
