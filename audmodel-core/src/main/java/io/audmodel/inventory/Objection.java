package io.audmodel.inventory;

import java.util.Optional;

/** Has the last word on a removal. */
@FunctionalInterface
public interface Objection {

    /**
     * Says why the version has to stay; empty to let it go. Called after everybody else was warned: from now on no publisher
     * of this library can commit, and no alias of it can begin to point to the version. Nothing was removed yet.
     */
    Optional<String> raised();
}
