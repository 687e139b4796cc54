package io.audmodel.cache.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes files that appear as a whole, and replace anything but a folder. An existing file is never opened. */
final class NewFile {

    private NewFile() {}

    /** @param lasting whether the file is forced to the disk first */
    static void put(Folder folder, String name, byte[] content, boolean lasting) throws IOException {
        if (folder.permissions().areOfUmask()) {
            String temporary = TemporaryName.of(name);
            try {
                write(folder, temporary, content, lasting);
                folder.move(temporary, folder, name);
            } finally {
                folder.delete(temporary);
            }
        } else {
            // A mode is set where nobody else can put another file in the place of this one.
            try (PrivateFolder own = PrivateFolder.in(folder, name)) {
                write(own.folder(), name, content, lasting);
                own.folder().move(name, folder, name);
            }
        }
        if (lasting) {
            folder.force();
        }
    }

    private static void write(Folder folder, String name, byte[] content, boolean lasting) throws IOException {
        try (FileChannel channel = folder.createFile(name)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            if (!folder.permissions().areOfUmask()) {
                Modes.permitFile(folder.at(name), folder.permissions());
            }
            if (lasting) {
                channel.force(true);
            }
        }
    }
}
