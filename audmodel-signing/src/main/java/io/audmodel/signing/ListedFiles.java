package io.audmodel.signing;

import io.audmodel.error.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes files of the entries of a statement: each has one entry, or parts that are the whole of it. */
final class ListedFiles {

    private record Part(long start, long end, String digest) {}

    private final StrictJson json;
    private final long shardSize;

    /** @param shardSize 0 where each file has one entry */
    ListedFiles(StrictJson json, long shardSize) {
        this.json = json;
        this.shardSize = shardSize;
    }

    List<SignedFile> of(List<Manifest.Resource> resources) {
        return shardSize == 0 ? whole(resources) : ofParts(resources);
    }

    private List<SignedFile> whole(List<Manifest.Resource> resources) {
        Map<String, SignedFile> files = new LinkedHashMap<>();
        requireNames(resources.stream().map(Manifest.Resource::name).toList());
        for (Manifest.Resource resource : resources) {
            SignedFile file = new SignedFile(resource.name(), -1, List.of(resource.digest()));
            if (files.put(resource.name(), file) != null) {
                throw json.malformed("resources has " + PlainText.quoted(resource.name()) + " twice");
            }
        }
        return List.copyOf(files.values());
    }

    private List<SignedFile> ofParts(List<Manifest.Resource> resources) {
        Map<String, List<Part>> parts = new LinkedHashMap<>();
        for (Manifest.Resource resource : resources) {
            Optional<ResourceName.Shard> shard = ResourceName.Shard.of(resource.name());
            ResourceName.Shard found = shard.orElseThrow(() -> json.malformed(
                    "resources has " + PlainText.quoted(resource.name()) + ", which names no part of a file"));
            parts.computeIfAbsent(found.file(), file -> new ArrayList<>())
                    .add(new Part(found.start(), found.end(), resource.digest()));
        }
        requireNames(List.copyOf(parts.keySet()));
        List<SignedFile> files = new ArrayList<>();
        parts.forEach((file, its) -> files.add(joined(file, its)));
        return files;
    }

    private void requireNames(List<String> names) {
        if (!SingleFile.isUnnamed(names)) {
            names.forEach(name -> ResourceName.require(json, "resources", name));
        }
    }

    private SignedFile joined(String file, List<Part> parts) {
        parts.sort(Comparator.comparingLong(Part::start));
        List<String> digests = new ArrayList<>();
        long length = 0;
        for (Part part : parts) {
            // Each but the last is as long as the others.
            boolean follows = part.start() == length && part.start() % shardSize == 0;
            if (!follows || part.end() <= part.start() || part.end() - part.start() > shardSize) {
                throw json.malformed("the parts of " + PlainText.quoted(file) + " are not those of a file in shards of "
                        + shardSize + " bytes");
            }
            digests.add(part.digest());
            length = part.end();
        }
        return new SignedFile(file, length, digests);
    }
}
