package io.audmodel.it.python;

import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Repository;
import java.nio.file.Path;
import java.util.Map;

/** A suite that runs beside Python processes, on a storage that both sides know. */
public interface BesidePython extends OnStorage {

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

    /** The repository, where Python has another way to write its address. */
    default Repository asPythonNamesIt(Repository repository) {
        return repository;
    }

    /** Starts a Python process that uses the one repository. */
    default Python python(Workshop workshop, Path cacheRoot) {
        return python(workshop, cacheRoot, release());
    }

    /** Starts a Python process with a release of the package. */
    default Python python(Workshop workshop, Path cacheRoot, PythonRelease release) {
        return new Python.Launch(workshop.folder())
                .release(release)
                .environment(variables(workshop.folder()))
                .start(cacheRoot, asPythonNamesIt(workshop.repository()));
    }

    default Python python(Workshop workshop) {
        return python(workshop, workshop.fresh("cache"));
    }
}
