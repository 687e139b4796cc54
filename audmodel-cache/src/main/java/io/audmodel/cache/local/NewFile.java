package io.audmodel.cache.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes files that appear as a whole, and replace anything but a folder. An existing file is never opened. */
final class NewFile {

    private NewFile() {}

    /** @param lasting whether the file is forced to the disk first */
    static void put(Folder folder, String name, byte[] content, boolean lasting) throws IOException {
        String temporary = TemporaryName.of(name);
        try {
            try (FileChannel channel = folder.createFile(temporary)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                if (lasting) {
                    channel.force(true);
                }
            }
            folder.move(temporary, folder, name);
        } finally {
            folder.delete(temporary);
        }
        if (lasting) {
            folder.force();
        }
    }
}
