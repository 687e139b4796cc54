package io.audmodel.follow.poll;

import io.audmodel.cache.HeldModel;
import io.audmodel.call.Calls;
import io.audmodel.error.AudModelException;
import io.audmodel.event.delivery.EventHub;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.FollowedModel;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ResolvedModel;
import io.audmodel.store.References;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where the followers of a client or view get their models from.
 *
 * @param holder holds a model, and fetches it if it is not cached
 * @param repairer verifies a model, and loads it again if it is damaged in the cache
 */
public record ModelSource(
        Calls calls,
        References references,
        Function<ExactRef, HeldModel> holder,
        Consumer<ExactRef> repairer,
        EventHub events,
        Clock clock) {

    /** One that verifies what it loads only if the options say so. */
    ModelSource with(FollowOption... options) {
        return List.of(options).contains(FollowOption.VERIFIED)
                ? this
                : new ModelSource(calls, references, holder, ref -> {}, events, clock);
    }

    /** The model that the reference stands for now, as a load finds it: in an outage perhaps what it was when last seen. */
    LoadedModel first(ModelRef ref) {
        ResolvedModel model = calls.run("follow", ref, () -> references.resolveForFiles(ref));
        if (model.isStale()) {
            return stale(model);
        }
        try {
            return load(ref, model.ref());
        } catch (AudModelException e) {
            return stale(calls.run("follow", ref, () -> references.insteadOf(ref, model, e)));
        }
    }

    private LoadedModel stale(ResolvedModel model) {
        // What has to be verified cannot be served while nobody answers.
        repairer.accept(model.ref());
        HeldModel cached = holder.apply(model.ref());
        return new LoadedModel(
                new FollowedModel(model.ref(), cached.folder(), now()),
                model.staleSince().orElse(Instant.EPOCH),
                cached);
    }

    /** Asks once where the reference leads. */
    UnaryOperator<ExactRef> ask(ModelRef ref) {
        return calls.run("check", ref, () -> references.newest(ref));
    }

    /** Loads the model that the reference leads to. */
    LoadedModel load(ModelRef ref, ExactRef target) {
        repairer.accept(target);
        HeldModel held = holder.apply(target);
        references.seen(ref, target);
        FollowedModel loaded = new FollowedModel(target, held.folder(), now());
        return new LoadedModel(loaded, loaded.since(), held);
    }

    boolean isMovable(ModelRef ref) {
        return references.isMovable(ref);
    }

    Instant now() {
        return clock.instant();
    }
}
