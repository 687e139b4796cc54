package io.audmodel.signing;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a folder with their digests, as a statement has them. Immutable. */
public final class Manifest {

    /** One entry of a statement: a file, or a part of one. */
    record Resource(String name, String digest) {}

    private final String name;
    private final SigningScope scope;
    private final TreeMap<String, SignedFile> files = new TreeMap<>(ResourceName.ORDER);

    Manifest(String name, SigningScope scope, Collection<SignedFile> files) {
        this.name = name;
        this.scope = scope;
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
        MessageDigest root = Pem.sha256();
        resources.forEach(resource -> root.update(HexFormat.of().parseHex(resource.digest())));
        return HexFormat.of().formatHex(root.digest());
    }
}
