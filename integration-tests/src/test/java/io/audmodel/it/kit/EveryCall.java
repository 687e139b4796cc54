package io.audmodel.it.kit;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import java.util.Map;
import java.util.stream.Stream;

/** The calls of the client that ask a repository. */
public enum EveryCall {
    EXISTS((client, other, request) -> client.exists(request.id())),
    EXISTS_BY_ALIAS((client, other, request) -> client.exists(new Alias("live"))),
    HEADER((client, other, request) -> client.header(request.id())),
    META((client, other, request) -> client.meta(request.id())),
    VERSIONS((client, other, request) -> client.versions(request.id().shortId())),
    LATEST_VERSION((client, other, request) -> client.latestVersion(request.id().shortId())),
    RESOLVE_ALIAS((client, other, request) -> client.resolveAlias(new Alias("live"))),
    ALIASES((client, other, request) -> client.aliases(request.id())),
    SET_ALIAS((client, other, request) -> {
        client.setAlias(new Alias("live"), request.id());
        return "set";
    }),
    REMOVE_ALIAS((client, other, request) -> {
        client.removeAlias(new Alias("live"));
        return "removed";
    }),
    UPDATE_META((client, other, request) -> client.updateMeta(request.id(), Map.of("k", 1))),
    LOAD((client, other, request) -> client.load(request.id())),
    FILES((client, other, request) -> client.files(request.id())),
    OPEN((client, other, request) -> client.open(request.id(), "model.yaml")),
    FIND((client, other, request) -> {
        try (Stream<FoundModel> found = client.find(ModelQuery.all())) {
            return found.toList();
        }
    }),
    PUBLISH((client, other, request) -> client.publish(request)),
    COPY_FROM((client, other, request) -> client.copy(CopyRequest.of(request.id()), other)),
    COPY_TO((client, other, request) -> other.copy(CopyRequest.of(request.id()), client));

    private interface Call {
        public Object run(AudModel client, AudModel other, PublishRequest request);
    }

    private final Call call;

    EveryCall(Call call) {
        this.call = call;
    }

    /**
     * @param other a client whose repository answers, and has the model of the request
     * @param request of a model with the alias {@code live}
     * @return what the call returns
     */
    public Object run(AudModel client, AudModel other, PublishRequest request) {
        return call.run(client, other, request);
    }
}
