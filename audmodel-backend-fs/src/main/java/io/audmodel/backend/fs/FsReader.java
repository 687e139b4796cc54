package io.audmodel.backend.fs;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads objects without a lock. */
final class FsReader {

    private static final int ATTEMPTS = 1_000;

    private final FsErrors errors;

    FsReader(FsErrors errors) {
        this.errors = errors;
    }

    Optional<ObjectInfo> stat(ObjectPath path, Path file) throws IOException {
        Optional<FileState> state = FileState.of(file);
        if (state.isEmpty()) {
            errors.requireRepository();
        }
        return state.map(found -> found.info(path, null));
    }

    ObjectBody get(ObjectPath path, Path file, ByteRange range) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectInfo info = stat(path, file).orElseThrow(() -> errors.notFound(path));
            requireWithin(info, range);
            Optional<FileChannel> channel = openUnchanged(file, info);
            if (channel.isPresent()) {
                return new ObjectBody(info, RangeStream.of(channel.get(), range, info.size()), channel.get());
            }
        }
        throw errors.restless(path);
    }

    /** A channel does not know its file: it is the described one if the path still leads to that afterwards. */
    private static Optional<FileChannel> openUnchanged(Path file, ObjectInfo info) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean unchanged = false;
        try {
            unchanged = FileState.of(file).map(FileState::revision).equals(info.revision());
        } finally {
            if (!unchanged) {
                channel.close();
            }
        }
        return unchanged ? Optional.of(channel) : Optional.empty();
    }

    private static void requireWithin(ObjectInfo info, ByteRange range) {
        if (range.offset() >= info.size() && !range.isAll()) {
            throw new InvalidArgumentException(
                    "no range of " + info + " begins at byte " + range.offset() + ": ask for an earlier one");
        }
    }
}
