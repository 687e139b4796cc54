package io.audmodel.backend.fs;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Writes objects: first to a temporary file beside the object, which is forced to the disk, then by one step of the
 * file system into place. A create is a hard link, which the file system refuses if a file exists; every other write,
 * and every delete, takes the lock of the repository for the moment in which it compares and moves.
 */
final class FsWriter {

    /** Makes a hard link, as {@link Files#createLink} does. */
    interface Linker {
        void link(Path link, Path existing) throws IOException;
    }

    private static final int ATTEMPTS = 5;

    private final FsErrors errors;
    private final FsLock lock;
    private final InstantSource clock;
    private final Linker linker;

    FsWriter(FsErrors errors, FsLock lock, InstantSource clock, Linker linker) {
        this.errors = errors;
        this.lock = lock;
        this.clock = clock;
        this.linker = linker;
    }

    ObjectInfo put(ObjectPath path, Path target, Content content, PutMode mode) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return write(path, target, content, mode);
            } catch (NoSuchFileException e) {
                // Another process is removing folders.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Returns whether there was an object. */
    boolean delete(Path target) throws IOException {
        errors.requireRepository();
        if (FileState.of(target).isEmpty()) {
            return false;
        }
        boolean deleted = lock.hold(held -> {
            boolean present = FileState.of(target).isPresent();
            held.require();
            return present && Files.deleteIfExists(target);
        });
        Folders.force(Folders.of(target));
        return deleted;
    }

    private ObjectInfo write(ObjectPath path, Path target, Content content, PutMode mode) throws IOException {
        errors.requireRepository();
        // This is checked again under the lock; here it saves writing a large file in vain.
        check(path, mode, FileState.of(target));
        Path folder = Folders.of(target);
        Folders.make(folder);
        try (TemporaryFile temporary = TemporaryFile.in(folder)) {
            Optional<Checksum> checksum = temporary.fill(path, content, errors);
            FileState stored = mode.kind() == PutMode.Kind.CREATE
                    ? create(path, target, temporary)
                    : exchange(path, target, temporary, mode);
            Folders.force(folder);
            TemporaryFile.sweep(folder, clock.instant());
            return stored.info(path, checksum.orElse(null));
        }
    }

    private FileState create(ObjectPath path, Path target, TemporaryFile temporary) throws IOException {
        FileState next = temporary.stamp(clock.instant(), Optional.empty());
        try {
            linker.link(target, temporary.path());
        } catch (FileAlreadyExistsException e) {
            // A network file system may repeat a request whose answer was lost, and find its own link.
            if (!next.equals(FileState.of(target).orElse(null))) {
                throw errors.inTheWay(path, target, e);
            }
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // No hard links here, as on FAT: then creates take turns.
            return exchange(path, target, temporary, PutMode.create());
        }
        return next;
    }

    private FileState exchange(ObjectPath path, Path target, TemporaryFile temporary, PutMode mode) throws IOException {
        return lock.hold(held -> {
            Optional<FileState> current = FileState.of(target);
            check(path, mode, current);
            FileState next = temporary.stamp(clock.instant(), current.map(FileState::modified));
            held.require();
            Files.move(temporary.path(), target, StandardCopyOption.ATOMIC_MOVE);
            return next;
        });
    }

    private void check(ObjectPath path, PutMode mode, Optional<FileState> current) {
        switch (mode.kind()) {
            case CREATE -> {
                if (current.isPresent()) {
                    throw errors.exists(path);
                }
            }
            case REPLACE -> {
                if (!current.map(FileState::revision).equals(Optional.of(mode.expected()))) {
                    throw errors.conflict(path, mode, current);
                }
            }
            case OVERWRITE -> {}
        }
    }
}
