package io.audmodel;

import io.audmodel.backend.Capability;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Aliases and the reverse lists. The alias document decides; to move an alias is to add it to the new model's list, take
 * it from the old one's, and then replace the alias document if it is still the one that was read. So the lists agree
 * with the aliases whenever nobody is at work, and a move that broke off is completed by repeating it.
 */
final class Aliases {

    private final Repositories repositories;
    private final Versions versions;
    private final AliasCodec codec;
    private final AliasLists lists;

    Aliases(Repositories repositories, Versions versions, AliasCodec codec) {
        this.repositories = repositories;
        this.versions = versions;
        this.codec = codec;
        this.lists = new AliasLists(codec);
    }

    /** @throws AliasNotFoundException if no repository has the alias */
    ExactRef resolve(Alias alias) {
        ObjectPath path = Layout.alias(alias);
        return repositories
                .first("alias " + alias, store -> store.read(path))
                .map(codec::decodeTarget)
                .orElseThrow(() ->
                        new AliasNotFoundException("alias '" + alias + "' does not exist: every repository was asked"));
    }

    /** The aliases that point to the model; empty if it never had one. */
    Optional<SortedSet<Alias>> of(ModelKey key) {
        ObjectPath path = Layout.aliases(key);
        return repositories
                .first("the aliases of " + key.ref(), store -> store.read(path))
                .map(codec::decodeAliases);
    }

    /**
     * Points the alias to a model, wherever it pointed before.
     *
     * @param holder the repository that holds the model
     */
    void point(Alias alias, ModelKey target, Store holder) {
        ObjectPath list = Layout.aliases(target);
        Contention.settle(() -> move(alias, target, holder, () -> holder.read(list)));
    }

    /** As {@link #point} to a model that became visible just now, and so has no list yet. */
    void pointToNew(Alias alias, ModelKey target, Store holder) {
        if (Contention.attempt(() -> move(alias, target, holder, Optional::empty))
                .isEmpty()) {
            point(alias, target, holder);
        }
    }

    /** @param list tells the new model's list; asked after the alias was read, or a late removal would be missed */
    private Optional<ModelKey> move(
            Alias alias, ModelKey target, Store holder, Supplier<Optional<StoredDocument>> list) {
        Optional<StoredDocument> current = current(alias);
        Optional<ModelKey> old = current.map(codec::decodeTarget).map(this::keyOf);
        boolean added = lists.add(holder, target, alias, list.get());
        if (old.equals(Optional.of(target))) {
            // Somebody who moves the alias away at this moment has read the list without what was just added.
            return added ? Optional.empty() : Optional.of(target);
        }
        Optional<StoredDocument> left = old.flatMap(key -> leave(key, alias));
        try {
            commit(alias, target, current, holder);
        } catch (ConflictException | ObjectExistsException | OutcomeUnknownException e) {
            throw e;
        } catch (AudModelException e) {
            left.ifPresent(from -> undo(e, () -> lists.add(from.store(), old.orElseThrow(), alias, read(from))));
            undo(e, () -> lists.remove(holder, target, alias, holder.read(Layout.aliases(target))));
            throw e;
        }
        return Optional.of(target);
    }

    private Optional<StoredDocument> current(Alias alias) {
        ObjectPath path = Layout.alias(alias);
        return repositories.firstOfAllAnswering(store -> store.read(path));
    }

    /** An alias that exists is replaced where it is found first, since that is what everybody resolves. */
    private void commit(Alias alias, ModelKey target, Optional<StoredDocument> current, Store holder) {
        Store home = current.map(StoredDocument::store).orElse(holder);
        PutMode mode = current.map(document -> PutMode.replace(document.info())).orElse(PutMode.create());
        Set<Capability> capabilities = home.backend().capabilities();
        boolean comesBack = capabilities.contains(Capability.COMPARE_AND_SET)
                && !capabilities.contains(Capability.UNIQUE_REVISIONS);
        byte[] document = comesBack ? codec.encodeUniqueTarget(target.ref()) : codec.encodeTarget(target.ref());
        home.write(Layout.alias(alias), document, mode);
    }

    /** Takes the alias from the list of the model it pointed to; returns the list as it was, if the alias was in it. */
    private Optional<StoredDocument> leave(ModelKey key, Alias alias) {
        ObjectPath path = Layout.aliases(key);
        return repositories
                .firstOfAllAnswering(store -> store.read(path))
                .filter(list -> lists.remove(list.store(), key, alias, Optional.of(list)));
    }

    private static Optional<StoredDocument> read(StoredDocument again) {
        return again.store().read(again.info().path());
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
