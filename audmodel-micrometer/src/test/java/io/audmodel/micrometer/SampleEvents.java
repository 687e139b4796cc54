package io.audmodel.micrometer;

import io.audmodel.event.CallEnded;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.FollowerChanged;
import io.audmodel.event.FollowerCheckFailed;
import io.audmodel.event.LockWaited;
import io.audmodel.event.ModelLoaded;
import io.audmodel.event.ModelVerified;
import io.audmodel.event.ReferenceResolved;
import io.audmodel.event.RequestEnded;
import io.audmodel.event.RequestRetried;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Events of every kind. */
final class SampleEvents {

    static final ModelId ID = ModelId.of("3e120e8d-1.0.0");
    static final Alias ALIAS = Alias.of("emotion-production");
    static final String REPOSITORY = "file-system:/models#models";
    static final Duration SECOND = Duration.ofSeconds(1);

    private SampleEvents() {}

    static List<ClientEvent> all() {
        return List.of(
                new CallEnded("load", "emotion-production", SECOND, Optional.empty()),
                new ReferenceResolved(ALIAS, ID, true, SECOND),
                new ModelLoaded(ID, true, 0, SECOND),
                new ModelLoaded(ID, false, 5_000, SECOND),
                new ModelVerified(ID, 2, SECOND),
                new LockWaited(ID, SECOND, Optional.of("LockTimeoutException")),
                new RequestEnded(REPOSITORY, "get", 4_000, SECOND, Optional.empty()),
                new RequestRetried(REPOSITORY, "get", 1, SECOND, "UnavailableException"),
                new FollowerChanged(ALIAS, ID, ModelId.of("3e120e8d-2.0.0"), SECOND),
                new FollowerCheckFailed(ALIAS, ID, 3, "UnavailableException"));
    }
}
