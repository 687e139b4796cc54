package io.audmodel.it.python;

import java.util.List;

/** Releases of the Python package that this library lives together with. */
public enum PythonRelease {
    /** What the contract was measured with. */
    REFERENCE("audmodel==1.4.1", "audbackend[all]==2.2.3", "minio==7.2.20", "numpy<2"),

    /** The newest; it has no Artifactory any more. */
    NEWEST("audmodel>=1.5,<2", "audbackend[all]>=3,<4", "numpy");

    private final List<String> packages;

    PythonRelease(String... packages) {
        this.packages = List.of(packages);
    }

    /** What pip is asked for. */
    List<String> packages() {
        return packages;
    }
}
