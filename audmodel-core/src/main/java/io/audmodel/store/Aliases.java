package io.audmodel.store;

import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Aliases and the lists of models' aliases. The alias document decides. A move adds the alias to the new model's list,
 * removes it from the old one's, and then replaces the alias document if it is still the one that was read. A mover
 * that changed a list rewrites the alias even if it is unchanged, so that concurrent movers fail their compare-and-set
 * and retry. So the lists agree with the aliases when no move is under way, and repeating an interrupted move completes
 * it.
 */
public final class Aliases {

    private final Repositories repositories;
    private final Versions versions;
    private final AliasCodec codec;
    private final AliasLists lists;
    private final AliasNotes notes;
    private final Clock clock;

    public Aliases(Repositories repositories, Versions versions, AliasCodec codec, AliasNotes notes, Clock clock) {
        this.repositories = repositories;
        this.versions = versions;
        this.codec = codec;
        this.lists = new AliasLists(codec);
        this.notes = notes;
        this.clock = clock;
    }

    /** @throws AliasNotFoundException if no repository has the alias */
    public ExactRef resolve(Alias alias) {
        Optional<ExactRef> noted = repositories.isOffline() ? notes.target(alias) : Optional.empty();
        return noted.orElseGet(() -> ask(alias));
    }

    /** The target as it was last seen. */
    Optional<Seen<ExactRef>> lastSeen(Alias alias) {
        return notes.lastSeen(alias);
    }

    /** The targets before that; the latest first. */
    List<Seen<ExactRef>> earlier(Alias alias) {
        return notes.earlier(alias);
    }

    private ExactRef ask(Alias alias) {
        ObjectPath path = Layout.alias(alias);
        return target(alias, repositories.first("alias " + alias, store -> store.read(path)));
    }

    /** As {@link #resolve}, if all repositories answer that come before the one that has the alias. */
    ExactRef resolveForSure(Alias alias) {
        return target(alias, current(alias));
    }

    void seen(Alias alias, ExactRef target) {
        notes.seen(alias, target);
    }

    private ExactRef target(Alias alias, Optional<StoredDocument> found) {
        if (found.isEmpty()) {
            notes.gone(alias);
            throw repositories.noAlias(alias);
        }
        ExactRef target = codec.decodeTarget(found.get());
        notes.seen(alias, target);
        return target;
    }

    /** The aliases that point to the model; empty if it has no list of aliases. */
    public Optional<SortedSet<Alias>> of(ModelKey key) {
        if (repositories.isOffline()) {
            return Optional.of(notes.of(key.ref())).filter(aliases -> !aliases.isEmpty());
        }
        ObjectPath path = Layout.aliases(key);
        Optional<SortedSet<Alias>> found = repositories
                .first("the aliases of " + key.ref(), store -> store.read(path))
                .map(codec::decodeAliases);
        found.ifPresent(aliases -> notes.listed(key.ref(), aliases));
        return found;
    }

    /**
     * Points the alias to a model, wherever it pointed before.
     *
     * @param holder the repository that has the model
     */
    public void point(Alias alias, ModelKey target, Store holder) {
        point(alias, target, holder, false);
    }

    /** @param isBegun whether an earlier attempt may have changed lists */
    private void point(Alias alias, ModelKey target, Store holder, boolean isBegun) {
        ObjectPath list = Layout.aliases(target);
        AtomicBoolean isRepeated = new AtomicBoolean(isBegun);
        Contention.settle(() -> {
            boolean again = isRepeated.getAndSet(true);
            return move(alias, target, holder, () -> holder.read(list), again, true);
        });
        notes.seen(alias, target.ref());
    }

    /** As {@link #point}, to a model that has just become visible, and so has no list yet. */
    public void pointToNew(Alias alias, ModelKey target, Store holder) {
        if (Contention.attempt(() -> move(alias, target, holder, Optional::empty, false, false))
                .isEmpty()) {
            point(alias, target, holder, true);
        }
        notes.seen(alias, target.ref());
    }

    /**
     * Removes the alias from every repository that has it: from the list of its model first, so that repeating an
     * interrupted removal completes it. Deletes have no condition: a concurrent move may be lost.
     *
     * @return the former target; empty if that could not be read
     * @throws AliasNotFoundException if no repository has the alias
     */
    public Optional<ExactRef> remove(Alias alias) {
        StoredDocument first = current(alias).orElseThrow(() -> repositories.noAlias(alias));
        AtomicReference<@Nullable StoredDocument> known = new AtomicReference<>(first);
        Contention.settle(() -> {
            Optional<StoredDocument> found =
                    Optional.ofNullable(known.getAndSet(null)).or(() -> current(alias));
            Optional<StoredDocument> left = found.flatMap(document -> withdraw(alias, document));
            known.set(left.orElse(null));
            return left.isEmpty() ? Optional.of(first) : Optional.empty();
        });
        notes.gone(alias);
        return codec.readableTarget(first);
    }

    /**
     * Removes the alias where it was found. Returns the alias document that is found afterwards, perhaps in another
     * repository.
     */
    private Optional<StoredDocument> withdraw(Alias alias, StoredDocument found) {
        codec.readableTarget(found).flatMap(this::listed).ifPresent(key -> leave(key, alias));
        // If the alias was moved meanwhile, it has to be removed from another list first.
        Optional<StoredDocument> now = current(alias);
        if (now.filter(found::isSameAs).isEmpty()) {
            return now;
        }
        found.store().backend().delete(found.info().path());
        Optional<StoredDocument> after = current(alias);
        if (after.filter(found::isSameAs).isPresent()) {
            throw new ConflictException(new Failure(
                    found.store().toString(), "delete", found.info().path().text(), "it is there again"));
        }
        return after;
    }

    /**
     * @param list reads the new model's list; called after the alias was read, or a late removal would be missed
     * @param isRepeated whether an earlier round may have changed lists
     * @param mayBeRetired whether the model is old enough to be retired at this moment
     */
    private Optional<ModelKey> move(
            Alias alias,
            ModelKey target,
            Store holder,
            Supplier<Optional<StoredDocument>> list,
            boolean isRepeated,
            boolean mayBeRetired) {
        Optional<StoredDocument> current = current(alias);
        Optional<ModelKey> old = current.flatMap(codec::readableTarget).flatMap(this::listed);
        boolean added = lists.add(holder, target, alias, list.get(), !old.equals(Optional.of(target)));
        if (old.equals(Optional.of(target))) {
            if (added || isRepeated) {
                // A concurrent mover may have removed the alias from this list before it was added, and has to retry.
                commit(alias, target, current, holder);
            }
            return Optional.of(target);
        }
        Optional<StoredDocument> left = old.flatMap(key -> leave(key, alias));
        try {
            if (mayBeRetired) {
                requireToStay(target, holder);
            }
            commit(alias, target, current, holder);
        } catch (ConflictException | ObjectExistsException | OutcomeUnknownException e) {
            throw e;
        } catch (AudModelException e) {
            left.ifPresent(from -> undo(e, () -> lists.add(from.store(), old.orElseThrow(), alias, read(from), false)));
            undo(e, () -> lists.remove(holder, target, alias, holder.read(Layout.aliases(target))));
            throw e;
        }
        return Optional.of(target);
    }

    /**
     * Who retires a version gives notice, and then looks for aliases; this mover has put the alias into the list, and then
     * looks for notices. The one who looks later sees the other.
     *
     * @throws ConflictException if it is being retired: the next round finds it gone, or reprieved
     */
    private void requireToStay(ModelKey target, Store holder) {
        Retirements.At at = Retirements.of(holder, target, clock);
        if (!at.isVisible()) {
            throw repositories.noModel(target.ref().toString());
        }
        at.underWay().ifPresent(notice -> {
            throw new ConflictException(new Failure(
                    holder.toString(),
                    "put",
                    Layout.aliases(target).text(),
                    "the model " + target.ref() + " is being retired since " + notice.modified()
                            + "; choose another version"));
        });
    }

    private Optional<StoredDocument> current(Alias alias) {
        ObjectPath path = Layout.alias(alias);
        return repositories.firstOfAllAnswering(store -> store.read(path));
    }

    /**
     * An existing alias is replaced in the first repository that has it, since that is the one which clients resolve.
     */
    private void commit(Alias alias, ModelKey target, Optional<StoredDocument> current, Store holder) {
        Store home = current.map(StoredDocument::store).orElse(holder);
        PutMode mode = current.map(document -> PutMode.replace(document.info())).orElse(PutMode.create());
        home.write(Layout.alias(alias), AliasCodec.distinct(home, codec.encodeTarget(target.ref())), mode);
    }

    /**
     * Removes the alias from the list of the model it pointed to. Returns the list as it was, if the alias was in it.
     */
    private Optional<StoredDocument> leave(ModelKey key, Alias alias) {
        ObjectPath path = Layout.aliases(key);
        return repositories
                .firstOfAllAnswering(store -> store.read(path))
                .filter(list -> lists.remove(list.store(), key, alias, Optional.of(list)));
    }

    private static Optional<StoredDocument> read(StoredDocument again) {
        return again.store().read(again.info().path());
    }

    /** The model whose list the alias may be in; empty for a legacy model that is gone, and its list with it. */
    private Optional<ModelKey> listed(ExactRef ref) {
        try {
            return Optional.of(keyOf(ref));
        } catch (ModelNotFoundException e) {
            return Optional.empty();
        }
    }

    private ModelKey keyOf(ExactRef ref) {
        return ref instanceof ModelId id
                ? ModelKey.of(id)
                : ModelKey.of((LegacyId) ref, versions.latest(((LegacyId) ref).text()));
    }

    private static void undo(AudModelException failure, Runnable step) {
        try {
            step.run();
        } catch (AudModelException e) {
            failure.addSuppressed(e);
        }
    }
}
