package io.audmodel.cache.local;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder that only this user may enter, inside a shared one, so that no other user can change names in it while it is
 * filled. Closing removes it with its content.
 */
final class PrivateFolder implements AutoCloseable {

    /** Permissions for this user alone. */
    static final FileAttribute<?> MINE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Folder parent;
    private final String name;
    private final Folder folder;

    private PrivateFolder(Folder parent, String name, Folder folder) {
        this.parent = parent;
        this.name = name;
        this.folder = folder;
    }

    /**
     * @param parent the folder around it, which stays open as long as this
     * @param target the name of the file or folder that it is for
     */
    static PrivateFolder in(Folder parent, String target) throws IOException {
        String name = TemporaryName.of(target);
        if (parent.hasModes()) {
            parent.create(name, MINE);
        } else {
            parent.create(name);
        }
        try {
            return new PrivateFolder(parent, name, parent.enter(name));
        } catch (IOException e) {
            parent.delete(name);
            throw e;
        }
    }

    String name() {
        return name;
    }

    Folder folder() {
        return folder;
    }

    @Override
    public void close() {
        folder.close();
        try {
            Contents.delete(parent, name);
        } catch (IOException e) {
            System.getLogger(PrivateFolder.class.getName())
                    .log(Logger.Level.DEBUG, () -> parent.path(name) + " is left for the next fill to remove", e);
        }
    }
}
