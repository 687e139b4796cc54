package io.audmodel.signing;

import io.audmodel.backend.Deadline;
import io.audmodel.backend.support.WorkerPool;
import io.audmodel.error.CancelledException;
import io.audmodel.error.PlainText;
import io.audmodel.model.Checksum;
import io.audmodel.trust.FileDigests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes files by several threads, each with a buffer of its own. */
final class FolderHashes {

    private static final int BUFFER = 1 << 18;

    /** @param end behind the last byte; -1 for the end of the file */
    private record Piece(int file, int number, long start, long end) {}

    private final SigningScope scope;
    private final List<String> names;
    private final List<FolderFiles.Found> files;
    private final String[][] digests;
    private final List<Piece> pieces = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    /** A load that verifies what it loaded goes forward as long as this does. */
    private final Optional<Deadline> call = Deadline.current();

    private FolderHashes(Map<String, FolderFiles.Found> found, SigningScope scope, FileDigests known) {
        this.scope = scope;
        this.names = List.copyOf(found.keySet());
        this.files = List.copyOf(found.values());
        this.digests = new String[files.size()][];
        for (int i = 0; i < files.size(); i++) {
            addPieces(i, files.get(i).size(), scope.followsLinks() ? FileDigests.none() : known);
        }
    }

    private void addPieces(int file, long size, FileDigests known) {
        long shard = scope.shardSize();
        int number = shard == 0 ? 1 : Math.toIntExact((size + shard - 1) / shard);
        Optional<List<String>> found = known.find(names.get(file), shard).filter(digests -> digests.size() == number);
        if (found.isPresent()) {
            digests[file] = found.get().toArray(String[]::new);
            return;
        }
        digests[file] = new String[number];
        if (shard == 0) {
            pieces.add(new Piece(file, 0, 0, -1));
            return;
        }
        for (int part = 0; part < number; part++) {
            pieces.add(new Piece(file, part, part * shard, Math.min(size, (part + 1) * shard)));
        }
    }

    /** As {@link #of(Map, SigningScope, int, FileDigests)}, with nothing known. */
    static List<SignedFile> of(Map<String, FolderFiles.Found> found, SigningScope scope, int threads) {
        return of(found, scope, threads, FileDigests.none());
    }

    /**
     * The files with their digests, in the order of the names; without those that have no byte, where parts are hashed.
     *
     * @param known need not be computed
     * @throws UnsignableFolderException if one of them cannot be read, or became shorter
     * @throws CancelledException if the thread is interrupted
     */
    static List<SignedFile> of(
            Map<String, FolderFiles.Found> found, SigningScope scope, int threads, FileDigests known) {
        FolderHashes hashes = new FolderHashes(found, scope, known);
        hashes.compute(Math.max(1, Math.min(threads, hashes.pieces.size())));
        List<SignedFile> signed = new ArrayList<>();
        for (int i = 0; i < hashes.files.size(); i++) {
            if (hashes.digests[i].length > 0) {
                long length = scope.shardSize() == 0 ? -1 : hashes.files.get(i).size();
                signed.add(new SignedFile(hashes.names.get(i), length, Arrays.asList(hashes.digests[i])));
            }
        }
        return signed;
    }

    private void compute(int threads) {
        if (threads == 1) {
            work();
            return;
        }
        try (WorkerPool pool = new WorkerPool("audmodel-signing", threads)) {
            List<Future<Void>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ends.add(pool.submit(() -> {
                    work();
                    return null;
                }));
            }
            for (Future<Void> end : ends) {
                WorkerPool.await(end, "files were hashed");
            }
        } catch (IOException e) {
            throw new UnsignableFolderException("the files cannot be read", e);
        }
    }

    private void work() {
        MessageDigest digest = Checksum.newSha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
            Piece piece = pieces.get(i);
            try {
                digests[piece.file()][piece.number()] = hash(piece, digest, buffer);
            } catch (ClosedByInterruptException e) {
                throw new CancelledException("interrupted while files were hashed", e);
            } catch (IOException e) {
                throw new UnsignableFolderException(
                        "the file " + PlainText.quoted(names.get(piece.file())) + " cannot be read", e);
            }
        }
    }

    private String hash(Piece piece, MessageDigest digest, ByteBuffer buffer) throws IOException {
        OpenOption[] options = scope.followsLinks()
                ? new OpenOption[] {StandardOpenOption.READ}
                : new OpenOption[] {StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS};
        digest.reset();
        try (SeekableByteChannel channel =
                Files.newByteChannel(files.get(piece.file()).path(), options)) {
            channel.position(piece.start());
            long left = piece.end() < 0 ? Long.MAX_VALUE : piece.end() - piece.start();
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                int count = channel.read(buffer);
                if (count < 0) {
                    break;
                }
                digest.update(buffer.array(), 0, count);
                call.ifPresent(deadline -> deadline.moved(count));
                left -= count;
            }
            if (piece.end() >= 0 && left > 0) {
                throw new UnsignableFolderException("the file " + PlainText.quoted(names.get(piece.file()))
                        + " became shorter while it was read: begin again");
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** As many threads as there are processors, up to eight. */
    static int usualThreads() {
        return Math.min(8, Runtime.getRuntime().availableProcessors());
    }
}
