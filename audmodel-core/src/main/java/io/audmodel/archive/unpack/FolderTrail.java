package io.audmodel.archive.unpack;

import java.util.List;

/**
 * Follows entries in tree order through the folders they are in. In that order a folder that was left
 * is not entered again.
 */
final class FolderTrail {

    private List<String> current = List.of();

    /** Enters these folders. Returns how many of them, from the first, were entered before. */
    int follow(List<String> folders) {
        int shared = 0;
        while (shared < Math.min(current.size(), folders.size())
                && current.get(shared).equals(folders.get(shared))) {
            shared++;
        }
        current = folders;
        return shared;
    }
}
