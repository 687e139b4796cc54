package io.audmodel.djl;

import io.audmodel.FilePatterns;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a URL of a model says.
 *
 * @param ref the model
 * @param path the folder or file of the model, without slashes around; empty for all of it
 * @param wanted the files to load; all if empty
 */
record ModelUrl(ModelRef ref, String path, Optional<FilePatterns> wanted) {

    static final String SCHEME = "audmodel";
    static final String INCLUDE = "include";

    private static final String FORM = "audmodel://REF, audmodel://REF/folder or audmodel://REF?include=GLOB,"
            + " where REF is an id, a short id, a legacy id or an alias";
    /** A name is a segment that means itself everywhere: to file systems and to patterns. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\\\*?]+");

    static ModelUrl of(URI uri) {
        // Ids are no names of hosts, since their last part begins with a digit; nor is an alias with an underscore.
        String authority = uri.getAuthority();
        if (!SCHEME.equals(uri.getScheme()) || authority == null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL '" + uri + "' names no model: write " + FORM);
        }
        try {
            String path = path(uri);
            return new ModelUrl(ModelRef.of(authority), path, wanted(path, includes(uri)));
        } catch (InvalidArgumentException e) {
            throw new IllegalArgumentException("the URL '" + uri + "' names no model: " + e.getMessage(), e);
        }
    }

    private static String path(URI uri) {
        String path = uri.getPath().replaceFirst("^/", "").replaceFirst("/$", "");
        if (!path.isEmpty() && !Stream.of(path.split("/", -1)).allMatch(NAME.asMatchPredicate())) {
            throw new IllegalArgumentException(
                    "the path of the URL '" + uri
                            + "' names no folder or file of a model: write names with slashes between, and patterns behind ?include=");
        }
        return path;
    }

    /** DJL itself keeps one value of each argument. */
    private static List<String> includes(URI uri) {
        String query = uri.getRawQuery();
        return query == null
                ? List.of()
                : Stream.of(query.split("&"))
                        .filter(argument -> argument.startsWith(INCLUDE + "="))
                        .map(argument -> argument.substring(INCLUDE.length() + 1))
                        .map(value -> URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8))
                        .toList();
    }

    private static Optional<FilePatterns> wanted(String path, List<String> includes) {
        String[] patterns = path.isEmpty()
                ? includes.toArray(String[]::new)
                : includes.isEmpty()
                        ? new String[] {path, path + "/**"}
                        : includes.stream().map(glob -> path + "/" + glob).toArray(String[]::new);
        return patterns.length == 0 ? Optional.empty() : Optional.of(FilePatterns.of(patterns));
    }

    /** The last name in it, as DJL names models by their folders. */
    String name() {
        return path.isEmpty() ? ref.toString() : path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? ref.toString() : ref + "/" + path;
    }
}
