package io.audmodel.artifactory.standin;

import java.util.List;
import java.util.stream.Stream;

/** Paths in a repository: names with slashes between them, none at either end; the repository itself is the empty path. */
final class Paths {

    private Paths() {}

    /** Without slashes at the ends, and with one where several are: dohq-artifactory's {@code move} sends two. */
    static String normal(String path) {
        return path.replaceAll("/{2,}", "/").replaceAll("^/|/$", "");
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    static String resolve(String folder, String name) {
        return folder.isEmpty() ? name : name.isEmpty() ? folder : folder + "/" + name;
    }

    /** The folders that the path is in, without the repository itself. */
    static List<String> parents(String path) {
        return Stream.iterate(parent(path), folder -> !folder.isEmpty(), Paths::parent)
                .toList();
    }
}
