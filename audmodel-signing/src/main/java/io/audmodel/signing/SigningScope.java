package io.audmodel.signing;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which files of a folder are signed, and how they are hashed; stands in the statement, so that verifiers do the same. All
 * files are, hidden ones too, but what Git keeps at the top ({@code .git}, {@code .gitignore}, {@code .gitattributes},
 * {@code .github}), which the specification excludes. The digest is SHA-256. Immutable.
 */
public final class SigningScope {

    /** What the specification excludes, whatever a statement says. */
    static final List<String> ALWAYS_IGNORED = List.of(".git", ".gitattributes", ".github", ".gitignore");

    /** The length of a part of a file where nobody says another, in bytes; Python's model-signing has the same. */
    public static final long USUAL_SHARD = 1_000_000_000;

    private final long shardSize;
    private final boolean namesShards;
    private final boolean namesFile;
    private final boolean followsLinks;
    private final List<String> ignored;

    /**
     * @param namesShards whether digests of shards are called as in Python
     * @param namesFile whether a file that is signed alone has its name
     */
    SigningScope(long shardSize, boolean namesShards, boolean namesFile, boolean followsLinks, List<String> ignored) {
        this.shardSize = shardSize;
        this.namesShards = namesShards;
        this.namesFile = namesFile;
        this.followsLinks = followsLinks;
        this.ignored = List.copyOf(ignored);
    }

    /** One digest for each file, which one thread computes. */
    public static SigningScope files() {
        return new SigningScope(0, false, true, false, ALWAYS_IGNORED);
    }

    /** One digest for each 1,000,000,000 bytes of a file, so that several threads can hash one. */
    public static SigningScope shards() {
        return shards(USUAL_SHARD);
    }

    /**
     * One digest for each part of a file. Files without a byte have no part: with this method nobody notices if one is added
     * or removed.
     *
     * @param bytes of each part but the last, at least 1
     */
    public static SigningScope shards(long bytes) {
        if (bytes < 1) {
            throw new InvalidArgumentException("a shard has " + bytes + " bytes: it has at least 1");
        }
        return new SigningScope(bytes, false, true, false, ALWAYS_IGNORED);
    }

    /**
     * Returns the same, where each digest of a shard is called {@code sha256-sharded-<bytes>}. The specification wants {@code
     * sha256}; Python's model-signing, in 1.1.1, verifies the other name alone. Changes nothing for whole files; what this
     * library verifies may have either.
     */
    public SigningScope withShardsNamedAsInPython() {
        return new SigningScope(shardSize, shardSize > 0, namesFile, followsLinks, ignored);
    }

    /**
     * Returns the same, where a file that is signed alone, and not in its folder, has no name in the statement. The
     * specification wants its name; Python's model-signing, in 1.1.1, verifies files without one alone. Changes nothing for
     * folders; what this library verifies may have either.
     */
    public SigningScope withFileUnnamedAsInPython() {
        return new SigningScope(shardSize, namesShards, false, followsLinks, ignored);
    }

    /**
     * Returns the same, where a link to a file counts as that file, wherever it leads. Without this, a link is an error. A
     * link to a folder is one in any case, as Python's model-signing would not look into it.
     */
    public SigningScope withLinks() {
        return new SigningScope(shardSize, namesShards, namesFile, true, ignored);
    }

    /**
     * Returns the same without some files, and whatever is in some folders. Verifiers will not look at them either: anybody
     * can put anything there.
     *
     * @param paths from the folder that is signed, separated by slashes, without {@code ..}, {@code *}, {@code ?} and {@code [}
     */
    public SigningScope ignoring(Collection<String> paths) {
        List<String> all = new ArrayList<>(ignored);
        for (String path : paths) {
            Optional<String> problem = problemOfIgnored(path);
            if (problem.isPresent()) {
                throw new InvalidArgumentException(
                        "the path " + PlainText.quoted(path) + " cannot be ignored: it " + problem.get());
            }
            if (!all.contains(path)) {
                all.add(path);
            }
        }
        return new SigningScope(shardSize, namesShards, namesFile, followsLinks, all);
    }

    static Optional<String> problemOfIgnored(String path) {
        return path.chars().anyMatch(c -> c == '*' || c == '?' || c == '[')
                ? Optional.of("has one of the characters *, ? and [, which are no patterns here")
                : ResourceName.problem(path);
    }

    /** Returns the bytes of a part; 0 where each file has one digest. */
    public long shardSize() {
        return shardSize;
    }

    boolean namesShards() {
        return namesShards;
    }

    boolean namesFile() {
        return namesFile;
    }

    /** Returns whether a link to a file counts as that file. */
    public boolean followsLinks() {
        return followsLinks;
    }

    /** Returns the paths that the statement says are not signed, in the order in which it names them. */
    public List<String> ignored() {
        return ignored;
    }

    /** Whether this file or folder is left out, with what is below it. */
    boolean ignores(String name) {
        return covers(ALWAYS_IGNORED, name) || covers(ignored, name);
    }

    private static boolean covers(List<String> paths, String name) {
        return paths.stream().anyMatch(path -> name.equals(path) || name.startsWith(path + "/"));
    }

    /** As statements call the digest of one resource. */
    String algorithm() {
        return namesShards ? "sha256-sharded-" + shardSize : "sha256";
    }
}
