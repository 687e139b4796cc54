package io.audmodel.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alias on the page.
 *
 * @param place which of the repositories has it, from 0
 * @param state of its document, as listed
 * @param target the id or legacy id that it points to; null if it cannot be read
 * @param reason why it cannot be read
 */
record AliasEntry(
        String name,
        int place,
        String state,
        @Nullable String target,
        @Nullable String reason) {

    Optional<String> problem() {
        return Optional.ofNullable(reason);
    }
}
