package io.audmodel.artifactory.standin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Files and folders, and their properties. A folder is there while it has files, or until it is deleted if it was made
 * by itself. Changes come one after the other, and each is seen whole.
 */
final class ItemTree {

    private final ReentrantLock changes = new ReentrantLock();
    private final ConcurrentSkipListMap<String, StoredFile> files = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, StoredFile.Origin> folders = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, Map<String, List<String>>> properties = new ConcurrentSkipListMap<>();
    private final StoredFile.Origin origin = new StoredFile.Origin(Instant.now(), "_system_");

    Optional<StoredFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The user who made the folder; empty if there is no such folder. */
    Optional<StoredFile.Origin> folder(String path) {
        StoredFile.Origin made = folders.get(path);
        if (made != null) {
            return Optional.of(made);
        }
        boolean isThere = path.isEmpty()
                || !below(files, path).isEmpty()
                || !below(folders, path).isEmpty();
        return isThere ? Optional.of(origin) : Optional.empty();
    }

    /** All files in the folder and below, by their whole paths. */
    SortedMap<String, StoredFile> files(String folder) {
        return below(files, folder);
    }

    /** What is in the folder itself, by name, and whether that is a folder. */
    SortedMap<String, Boolean> children(String folder) {
        SortedMap<String, Boolean> children = new TreeMap<>();
        int skipped = folder.isEmpty() ? 0 : folder.length() + 1;
        below(files, folder).keySet().forEach(path -> add(children, path.substring(skipped), false));
        below(folders, folder).keySet().forEach(path -> add(children, path.substring(skipped), true));
        return children;
    }

    private static void add(SortedMap<String, Boolean> children, String path, boolean isFolder) {
        children.merge(path.replaceFirst("/.*", ""), isFolder || path.contains("/"), Boolean::logicalOr);
    }

    /** @param mayOverwrite whether what is there is replaced, whatever the account's permissions are */
    StoredFile put(String repository, String path, Blob content, Account account, boolean mayOverwrite) {
        String shown = "artifact '" + repository + ":" + path + "'";
        return change(() -> {
            requirePlace(path);
            StoredFile before = files.get(path);
            if (before != null && !mayOverwrite) {
                account.require(Permission.DELETE, "delete/overwrite " + shown);
            }
            account.require(Permission.DEPLOY, "deploy " + shown);
            StoredFile.Origin now = new StoredFile.Origin(Instant.now(), account.name());
            StoredFile file = new StoredFile(content, before == null ? now : before.created(), now);
            files.put(path, file);
            properties.remove(path);
            return file;
        });
    }

    private void requirePlace(String path) {
        if (folder(path).isPresent()) {
            throw new Refusal(400, "Expected a file but found a folder, at: " + path);
        }
        for (String parent : Paths.parents(path)) {
            if (files.containsKey(parent)) {
                throw new Refusal(400, "Parent " + parent + " must be a folder, but it is a file");
            }
        }
    }

    void makeFolder(String path, Account account) {
        change(() -> {
            if (files.containsKey(path)) {
                throw new Refusal(400, "Expected a folder but found a file, at: " + path);
            }
            folders.putIfAbsent(path, new StoredFile.Origin(Instant.now(), account.name()));
            return path;
        });
    }

    /** Removes a file, or a folder with all that is in it; whether there was one. */
    boolean delete(String path) {
        return change(() -> {
            boolean isFolder = folder(path).isPresent();
            boolean wasFile = files.remove(path) != null;
            folders.remove(path);
            properties.remove(path);
            below(files, path).clear();
            below(folders, path).clear();
            below(properties, path).clear();
            return isFolder || wasFile;
        });
    }

    /** Properties by name, each with its values; empty if there are none. */
    Map<String, List<String>> properties(String path) {
        return new TreeMap<>(properties.getOrDefault(path, Map.of()));
    }

    void setProperties(String path, Map<String, List<String>> values) {
        change(() -> {
            Map<String, List<String>> all = properties(path);
            values.forEach((name, list) -> all.put(name, List.copyOf(list)));
            properties.put(path, all);
            return all;
        });
    }

    void deleteProperties(String path, List<String> names) {
        change(() -> {
            Map<String, List<String>> all = properties(path);
            all.keySet().removeAll(names);
            properties.put(path, all);
            return all;
        });
    }

    private interface Change<T> {
        T make();
    }

    private <T> T change(Change<T> change) {
        changes.lock();
        try {
            return change.make();
        } finally {
            changes.unlock();
        }
    }

    // The character after '/' ends what begins with it.
    private static <T> SortedMap<String, T> below(ConcurrentSkipListMap<String, T> map, String path) {
        return path.isEmpty() ? map : map.subMap(path + "/", path + "0");
    }
}
