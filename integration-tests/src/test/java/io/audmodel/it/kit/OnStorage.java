package io.audmodel.it.kit;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** A suite that runs against the storage that the implementing class names. */
@ExtendWith(WorkshopExtension.class)
public interface OnStorage {

    /**
     * The storage; asked once for each test.
     *
     * @param folder empty, for this test alone
     */
    Storage storage(Path folder);
}
