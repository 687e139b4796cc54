package io.audmodel.it;

import io.audmodel.testkit.Sandbox;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs with the profile {@code stores} alone. Looks at conditions, and several writers succeed. */
class S3sContractIT extends StoreContract {

    S3sContractIT() {
        super(Store.S3S, Map.of("conditional_writes", "none"));
    }

    @Test
    @Override
    public void stat_prefix_isEmpty(Sandbox sandbox) {
        inFolders();
    }

    @Test
    @Override
    public void get_prefix_throwsNotFound(Sandbox sandbox) {
        inFolders();
    }

    @Test
    @Override
    public void delete_prefix_deletesNothing(Sandbox sandbox) {
        inFolders();
    }

    @Test
    @Override
    public void path_aboveAnObject_isKeptOrRefused(Sandbox sandbox) {
        inFolders();
    }

    @Test
    @Override
    public void path_deepAndLong_isKept(Sandbox sandbox) {
        inFolders();
    }

    private static void inFolders() {
        Assumptions.abort(
                "backend has no keys that begin other keys, or are long: s3s-fs keeps them as folders, and answers 500");
    }
}
