package io.audmodel.it;

import java.util.Map;

/** Runs with the profile {@code stores} alone. */
class MotoContractIT extends StoreContract {

    MotoContractIT() {
        super(Store.MOTO, Map.of());
    }
}
