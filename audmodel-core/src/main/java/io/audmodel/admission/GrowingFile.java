package io.audmodel.admission;

import io.audmodel.archive.unpack.FileListener;
import io.audmodel.deadline.CallDeadline;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A file that is hashed while it is written. Bytes that come in order are hashed as they come. Others wait until all before
 * them are, and are then read from the file, by one of the threads that write it.
 */
final class GrowingFile implements FileListener {

    private static final int BUFFER = 1 << 18;

    private final Path path;
    private final List<DigestedParts> parts;
    private final Optional<CallDeadline> call;

    /** @param call which goes forward as long as this does */
    GrowingFile(Path path, List<DigestedParts> parts, Optional<CallDeadline> call) {
        this.path = path;
        this.parts = parts;
        this.call = call;
    }

    List<DigestedParts> parts() {
        return parts;
    }

    @Override
    public void writing(ByteBuffer content, long position) {
        parts.forEach(all -> all.writing(content, position));
        call.ifPresent(deadline -> deadline.moved(content.remaining()));
    }

    @Override
    public void written(long position, long length) {
        for (DigestedParts all : parts) {
            for (DigestedPart part : all.written(position, length)) {
                for (long until = part.begin(); until > 0; until = part.begin()) {
                    catchUp(part, until);
                }
            }
        }
    }

    private void catchUp(DigestedPart part, long until) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (part.hashed() < until) {
                buffer.clear().limit((int) Math.min(BUFFER, until - part.hashed()));
                if (channel.read(buffer, part.hashed()) < 0) {
                    throw new IOException("it became shorter");
                }
                part.hash(buffer.flip());
                call.ifPresent(deadline -> deadline.moved(buffer.limit()));
            }
            part.end();
        } catch (IOException e) {
            // Who needs the digest reads the file again, and says what is wrong with it.
            System.getLogger("io.audmodel").log(Level.DEBUG, () -> path + " is hashed later", e);
        }
    }
}
