package io.audmodel.it.server;

import java.util.Map;

/** Runs with the profile {@code stores} alone. Conditions are looked at a moment before the write. */
class MotoContractIT extends StoreContract {

    MotoContractIT() {
        super(Store.MOTO, Map.of("conditional_writes", "none"));
    }
}
