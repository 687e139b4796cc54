package io.audmodel.signing;

import io.audmodel.model.Checksum;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a folder with their digests, as a statement has them. Immutable. */
public final class Manifest {

    /** One entry of a statement: a file, or a part of one. */
    record Resource(String name, String digest) {}

    private final String name;
    private final SigningScope scope;
    private final @Nullable ModelIdentity identity;
    private final Map<String, String> besides;
    private final TreeMap<String, SignedFile> files = new TreeMap<>(ResourceName.ORDER);

    Manifest(String name, SigningScope scope, Collection<SignedFile> files) {
        this(name, scope, files, null, Map.of());
    }

    /**
     * @param identity of the model; null if it is about a folder
     * @param besides files of the model that the specification leaves out, and the digest of each
     */
    Manifest(
            String name,
            SigningScope scope,
            Collection<SignedFile> files,
            @Nullable ModelIdentity identity,
            Map<String, String> besides) {
        this.name = name;
        this.scope = scope;
        this.identity = identity;
        this.besides = Map.copyOf(besides);

        files.forEach(file -> this.files.put(file.name(), file));
    }

    /** Returns what the signer called the folder, for people: it is no promise of anything. */
    public String name() {
        return name;
    }

    /** Returns which files were signed, and how. */
    public SigningScope scope() {
        return scope;
    }

    /** Returns which model was signed; empty if a folder was, of which nobody says that it is a model. */
    public Optional<ModelIdentity> identity() {
        return Optional.ofNullable(identity);
    }

    /**
     * Returns the files that were signed as well and do not stand among {@link #files()}, where others look: what Git keeps
     * at the top, and files without a byte where parts are hashed; each with its SHA-256. Empty but for models.
     */
    public Map<String, String> besides() {
        return besides;
    }

    /** Returns the files in the order of their names, by code points. */
    public List<SignedFile> files() {
        return List.copyOf(files.values());
    }

    /** Returns the file of a name. */
    public Optional<SignedFile> file(String of) {
        return Optional.ofNullable(files.get(of));
    }

    Map<String, SignedFile> byName() {
        return files;
    }

    /** In the order of the specification: by names, where those of parts have their numbers in them. */
    List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        for (SignedFile file : files.values()) {
            if (scope.shardSize() == 0) {
                resources.add(new Resource(file.name(), file.digests().get(0)));
                continue;
            }
            long start = 0;
            for (String digest : file.digests()) {
                long end = Math.min(start + scope.shardSize(), file.length());
                resources.add(new Resource(new ResourceName.Shard(file.name(), start, end).toString(), digest));
                start = end;
            }
        }
        resources.sort(Comparator.comparing(Resource::name, ResourceName.ORDER));
        return resources;
    }

    /** The one digest of them all. */
    static String rootDigest(List<Resource> resources) {
        MessageDigest root = Checksum.newSha256();
        resources.forEach(resource -> root.update(HexFormat.of().parseHex(resource.digest())));
        return HexFormat.of().formatHex(root.digest());
    }
}
