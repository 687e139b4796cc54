package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place for models: a named repository on a host, reached through a backend. Its text is {@code backend:host#name},
 * such as {@code file-system:/data/host#models} or {@code s3:https://s3.eu-north-1.amazonaws.com#bucket}.
 *
 * @param backend the name of the backend: {@code file-system}, {@code s3}, {@code minio}, {@code artifactory}, or one
 *     that a {@code BackendProvider} of yours has
 * @param host a folder, a host name or a URL, depending on the backend; without user information
 * @param name the folder, bucket or repository on that host
 */
public record Repository(String backend, String host, String name) implements Serializable {

    private static final Pattern BACKEND = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern USER_INFO = Pattern.compile("(^|://)[^/\\\\]*@");
    private static final Pattern NAME = Pattern.compile("[^#/\\\\\\p{Cntrl}]+");
    /** A second repository behind the name of a first. */
    private static final Pattern SEVERAL = Pattern.compile("#[^#]*[,;|&+:\"'\\s]\\s*[a-z][a-z0-9-]*:[^#]*#");

    static final String FORM = "it has the form backend:host#name, such as file-system:/data/host#models";

    /** @throws InvalidArgumentException if a part is missing or malformed, or if the host holds credentials */
    public Repository {
        if (USER_INFO.matcher(host).find()) {
            throw new InvalidArgumentException(
                    "the host of a repository must not hold user or password: pass credentials by the environment, the"
                            + " backend's configuration file or the client's builder");
        }
        String text = backend + ":" + host + "#" + name;
        if (!BACKEND.matcher(backend).matches()) {
            throw new InvalidArgumentException("'" + text + "' is not a repository: the backend's name has lower-case"
                    + " letters, digits and '-'; " + FORM);
        }
        if (host.isBlank()) {
            throw new InvalidArgumentException("'" + text + "' is not a repository: its host is empty; " + FORM);
        }
        if (!NAME.matcher(name).matches() || name.isBlank() || name.equals(".") || name.equals("..")) {
            throw new InvalidArgumentException("'" + text
                    + "' is not a repository: its name is empty, a relative folder, or holds '#', '/', '\\' or a"
                    + " control character; " + FORM);
        }
    }

    /**
     * Reads {@code backend:host#name}: the backend ends at the first colon, the name begins after the last {@code #}.
     *
     * @throws InvalidArgumentException if the text has another form, or has options, which {@link RepositoryAddress}
     *     reads
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Repository of(String text) {
        Objects.requireNonNull(text, "the text of a repository is null");
        // A text that may hold credentials is not repeated.
        String shown = text.contains("@") ? "the text" : "'" + text + "'";
        if (SEVERAL.matcher(text).find()) {
            throw new InvalidArgumentException(shown + " names several repositories: separate them by commas in"
                    + " AUDMODEL_REPOSITORIES, and name each alone elsewhere");
        }
        if (text.startsWith("\"") || text.startsWith("'")) {
            throw new InvalidArgumentException(shown + " is not a repository: leave its quotation marks out; " + FORM);
        }
        int colon = text.indexOf(':');
        int hash = text.lastIndexOf('#');
        if (colon < 0 || hash < colon) {
            throw new InvalidArgumentException(shown + " is not a repository: " + FORM);
        }
        int question = text.indexOf('?', hash);
        if (question >= 0) {
            throw new InvalidArgumentException("'" + text.substring(0, question)
                    + "' has options behind its name, which are no part of a repository: RepositoryAddress.of reads"
                    + " both");
        }
        return new Repository(text.substring(0, colon), text.substring(colon + 1, hash), text.substring(hash + 1));
    }

    /**
     * Returns a repository that is a folder of the local disk or of a network file system.
     *
     * @param host the folder that contains the repository's folder {@code name}; a relative path starts from the
     *     working folder
     * @throws InvalidArgumentException if the name is malformed
     */
    public static Repository fileSystem(Path host, String name) {
        return new Repository("file-system", host.toAbsolutePath().toString(), name);
    }

    /**
     * Returns a repository that is a bucket of Amazon S3, or of a server with its protocol.
     *
     * @param endpoint a host, or a URL without a path, such as {@code https://s3.eu-north-1.amazonaws.com}
     * @throws InvalidArgumentException if a part is malformed, or the endpoint holds credentials
     */
    public static Repository s3(String endpoint, String bucket) {
        return new Repository("s3", endpoint, bucket);
    }

    /**
     * Returns a repository of JFrog Artifactory.
     *
     * @param address the address of the server, such as {@code https://example.org/artifactory}
     * @throws InvalidArgumentException if a part is malformed, or the address holds credentials
     */
    public static Repository artifactory(URI address, String key) {
        return new Repository("artifactory", address.toString(), key);
    }

    // The generated methods cost every process some 25 milliseconds, and clients keep repositories in maps.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Repository that
                && backend.equals(that.backend)
                && host.equals(that.host)
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * backend.hashCode() + host.hashCode()) + name.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return backend + ":" + host + "#" + name;
    }
}
