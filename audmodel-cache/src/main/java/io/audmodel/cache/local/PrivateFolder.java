package io.audmodel.cache.local;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder in a shared one that only this user may enter, so that nobody can change a name in it while it is filled.
 * Removed, with all that is in it, when it is closed.
 */
final class PrivateFolder implements AutoCloseable {

    private static final FileAttribute<?> MINE =
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
     * @param parent stays open as long as this
     * @param target what will become of it
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
