package io.audmodel.store;

import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelKey;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Changes the alias lists of models, one entry at a time, and keeps concurrent changes of others. */
final class AliasLists {

    private final AliasCodec codec;

    AliasLists(AliasCodec codec) {
        this.codec = codec;
    }

    /**
     * @param found the list as it was just read; empty if there is none
     * @param anew whether the list is written again if the alias is in it: who retires the model has to see that somebody
     *     is at work
     * @return whether the list had to be changed
     */
    boolean add(Store store, ModelKey key, Alias alias, Optional<StoredDocument> found, boolean anew) {
        return change(store, key, found, names -> names.add(alias.name()) || anew);
    }

    /** Removes an alias, as {@link #add} adds it. */
    boolean remove(Store store, ModelKey key, Alias alias, Optional<StoredDocument> found) {
        return change(store, key, found, names -> names.remove(alias.name()));
    }

    private boolean change(
            Store store, ModelKey key, Optional<StoredDocument> found, Predicate<SortedSet<String>> edit) {
        ObjectPath path = Layout.aliases(key);
        AtomicReference<@Nullable Optional<StoredDocument>> unused = new AtomicReference<>(found);
        return Contention.settleWithin(() -> {
            Optional<StoredDocument> known = unused.getAndSet(null);
            Optional<StoredDocument> current = known != null ? known : store.read(path);
            SortedSet<String> names = current.map(codec::readableNames).orElseGet(TreeSet::new);
            if (!edit.test(names)) {
                return Optional.of(false);
            }
            PutMode mode = current.map(list -> PutMode.replace(list.info())).orElse(PutMode.create());
            store.write(path, AliasCodec.distinct(store, codec.encodeNames(names)), mode);
            return Optional.of(true);
        });
    }
}
