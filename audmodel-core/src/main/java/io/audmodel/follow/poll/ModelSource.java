package io.audmodel.follow.poll;

import io.audmodel.call.Calls;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.FollowerState;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ResolvedModel;
import io.audmodel.store.References;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where the followers of a client or view get their models from.
 *
 * @param loader returns the folder of a model, and fetches what is not cached
 * @param repairer does the same, and verifies it first
 */
public record ModelSource(
        Calls calls,
        References references,
        Function<ExactRef, Path> loader,
        Function<ExactRef, Path> repairer,
        Clock clock) {

    ModelSource with(FollowOption... options) {
        return List.of(options).contains(FollowOption.VERIFIED)
                ? new ModelSource(calls, references, repairer, repairer, clock)
                : this;
    }

    /** The model that the reference stands for now, as a load finds it: in an outage perhaps what it was when last seen. */
    FollowerState first(ModelRef ref) {
        ResolvedModel model = calls.run("follow", ref, () -> references.resolveForFiles(ref));
        if (!model.isStale()) {
            FollowedModel loaded = load(ref, model.ref());
            return new FollowerState(loaded, loaded.since(), loaded.since(), 0, 0, null);
        }
        FollowedModel cached = new FollowedModel(model.ref(), loader.apply(model.ref()), now());
        return new FollowerState(cached, cached.since(), model.staleSince().orElse(Instant.EPOCH), 0, 0, null);
    }

    /** Asks once where the reference leads. */
    UnaryOperator<ExactRef> ask(ModelRef ref) {
        return calls.run("check", ref, () -> references.newest(ref));
    }

    /** Loads the model that the reference leads to. */
    FollowedModel load(ModelRef ref, ExactRef target) {
        FollowedModel loaded = new FollowedModel(target, loader.apply(target), now());
        references.seen(ref, target);
        return loaded;
    }

    boolean isMovable(ModelRef ref) {
        return references.isMovable(ref);
    }

    Instant now() {
        return clock.instant();
    }
}
