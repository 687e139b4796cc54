package io.audmodel.it;

import java.nio.file.Path;
import java.util.Map;

/** A suite that runs beside Python processes, on a storage that both sides know. */
interface BesidePython extends OnStorage {

    default PythonRelease release() {
        return PythonRelease.REFERENCE;
    }

    /**
     * What Python needs to know to get into the storage.
     *
     * @param work a folder for files that the variables name
     */
    default Map<String, String> variables(Path work) {
        return Map.of();
    }

    /** Starts a Python process that uses the one repository. */
    default Python python(Workshop workshop, Path cacheRoot) {
        return new Python.Launch(workshop.folder())
                .release(release())
                .environment(variables(workshop.folder()))
                .start(cacheRoot, workshop.repository());
    }

    default Python python(Workshop workshop) {
        return python(workshop, workshop.fresh("cache"));
    }
}
