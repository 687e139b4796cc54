package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows several repositories as one, the first that has something before the others.
 *
 * @see <a href="https://jfrog.com/help/r/jfrog-artifactory-documentation/virtual-repositories">JFrog: Virtual
 *     Repositories</a>
 */
final class VirtualRepository implements ReadableRepository {

    private final String key;
    private final List<String> members;
    private final @Nullable String target;
    private final Function<String, @Nullable ReadableRepository> repositories;

    /**
     * @param target the key of the local repository that takes what is deployed here; null if nothing can be
     * @param repositories gives the repository of a key, or null
     */
    VirtualRepository(
            String key,
            List<String> members,
            @Nullable String target,
            Function<String, @Nullable ReadableRepository> repositories) {
        this.key = key;
        this.members = List.copyOf(members);
        this.target = target;
        this.repositories = repositories;
    }

    private List<ReadableRepository> members() {
        return members.stream()
                .map(repositories)
                .filter(Objects::nonNull)
                .map(ReadableRepository.class::cast)
                .toList();
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String kind() {
        return "virtual";
    }

    @Override
    public Map<String, Object> configuration() {
        return Json.object("repositories", members, "defaultDeploymentRepo", target == null ? "" : target);
    }

    @Override
    public Optional<StoredFile> file(String path) throws IOException {
        for (ReadableRepository member : members()) {
            Optional<StoredFile> file = member.file(path);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<StoredFile.Origin> folder(String path) {
        return members().stream()
                .flatMap(member -> member.folder(path).stream())
                .findFirst();
    }

    @Override
    public SortedMap<String, StoredFile> files(String folder) {
        return merged(member -> member.files(folder));
    }

    @Override
    public SortedMap<String, Boolean> children(String folder) {
        return merged(member -> member.children(folder));
    }

    @Override
    public Map<String, List<String>> properties(String path) {
        return members().stream()
                .map(member -> member.properties(path))
                .filter(properties -> !properties.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    private <T> SortedMap<String, T> merged(Function<ReadableRepository, ? extends Map<String, T>> question) {
        TreeMap<String, T> all = new TreeMap<>();
        members().forEach(member -> question.apply(member).forEach(all::putIfAbsent));
        return all;
    }

    @Override
    public LocalRepository deployed() {
        if (target != null && repositories.apply(target) instanceof LocalRepository local) {
            return local;
        }
        throw new Refusal(405, "Virtual repository '" + key + "' has no default deployment repository");
    }
}
