package io.audmodel.it.server;

import io.audmodel.testkit.Sandbox;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs with the profile {@code stores} alone. Looks at conditions, and several writers succeed. */
class S3sContractIT extends StoreContract {

    private static final String IN_FOLDERS = ": s3s-fs keeps them as folders, and answers 500";

    S3sContractIT() {
        super(Store.S3S, Map.of("conditional_writes", "none"));
    }

    @Test
    @Override
    public void stat_prefix_isEmpty(Sandbox sandbox) {
        Assumptions.abort("backend has no keys that begin other keys, or are long" + IN_FOLDERS);
    }

    @Test
    @Override
    public void get_prefix_throwsNotFound(Sandbox sandbox) {
        Assumptions.abort("backend has no keys that begin other keys, or are long" + IN_FOLDERS);
    }

    @Test
    @Override
    public void delete_prefix_deletesNothing(Sandbox sandbox) {
        Assumptions.abort("backend has no keys that begin other keys, or are long" + IN_FOLDERS);
    }

    @Test
    @Override
    public void path_aboveAnObject_isKeptOrRefused(Sandbox sandbox) {
        Assumptions.abort("backend has no keys that begin other keys, or are long" + IN_FOLDERS);
    }

    @Test
    @Override
    public void path_deepAndLong_isKept(Sandbox sandbox) {
        Assumptions.abort("backend has no keys that begin other keys, or are long" + IN_FOLDERS);
    }
}
