package io.audmodel.cli.folder;

import io.audmodel.cli.folder.FetchReport.Outcome;
import io.audmodel.error.CacheException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.model.ExactRef;
import io.audmodel.serializer.Serializer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A folder that a fetch fills. It may be a mount, which cannot be renamed, so that the model is made complete in a hidden
 * folder within, and its entries are moved from there, with a record of what is being moved before, and one that says that it
 * is complete behind. Whatever ended a fetch, the record or its absence tells the next one what it has to clear away.
 */
public final class ModelFolder {

    private static final String MODEL = "model";
    private static final String BEFORE = "before";
    private static final String DONE = "done.yaml";
    private static final String BACK = "back.yaml";

    private final Path folder;
    private final Path staging;
    private final Serializer serializer;
    private final Duration lockTimeout;
    private final boolean mayReplace;
    private final FolderSteps steps;

    /**
     * @param folder it may be missing, or empty
     * @param lockTimeout how long to wait for another process that fetches into it
     * @param mayReplace whether what no fetch put there may be replaced
     */
    public ModelFolder(Path folder, Serializer serializer, Duration lockTimeout, boolean mayReplace) {
        this(folder, serializer, lockTimeout, mayReplace, new FolderSteps());
    }

    ModelFolder(Path folder, Serializer serializer, Duration lockTimeout, boolean mayReplace, FolderSteps steps) {
        this.folder = folder.toAbsolutePath().normalize();
        this.staging = this.folder.resolve(FolderState.STAGING);
        this.serializer = serializer;
        this.lockTimeout = lockTimeout;
        this.mayReplace = mayReplace;
        this.steps = steps;
    }

    /** Where a fetch works, on the disk of the folder. It is removed at the end. */
    public Path scratch() {
        return staging.resolve(MODEL);
    }

    /**
     * Puts the model of a source into the folder, unless it is there.
     *
     * @param ref what the caller named, to be written down
     * @throws FolderInUseException if the folder has something that no fetch put there; it stays as it is
     * @throws InvalidArgumentException if the model has a file of a name that a fetch needs
     * @throws io.audmodel.error.LockTimeoutException if another process fetches into it all that time
     * @throws CacheException if the folder cannot be read or written
     * @throws CancelledException if the thread is interrupted before the model is moved to its place
     */
    public FetchReport fetch(String ref, FolderSource source) {
        try {
            return fetchOrFail(ref, source);
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the fetch into " + folder + " was cancelled", e);
        } catch (IOException e) {
            throw new CacheException("cannot fetch into " + folder + ": " + Reasons.withFile(e), e);
        }
    }

    /**
     * Checks what can be checked, and says what {@link #fetch} would do. Changes nothing, and waits for nobody.
     *
     * @throws FolderInUseException as {@link #fetch}
     * @throws InvalidArgumentException as {@link #fetch}
     * @throws CacheException if the folder cannot be read
     */
    public FetchReport plan(String ref, FolderSource source) {
        try {
            FolderState before = begun();
            ExactRef id = wanted(before, ref, source);
            if (has(before, id, source)) {
                return report(before.record().orElseThrow(), Outcome.UNCHANGED);
            }
            Map<String, Long> sizes = source.sizes(id);
            SortedSet<String> incoming = sizes.keySet().stream()
                    .map(name -> name.replaceFirst("/.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            boolean isBroken =
                    before.record().filter(record -> !record.isComplete()).isPresent();
            SortedSet<String> outgoing = mayReplace || isBroken ? before.names() : before.ours();
            requireRoom(before, outgoing, incoming, id, own -> incoming.contains(own));
            boolean isEmpty = before.record().isEmpty() && before.names().isEmpty();
            return new FetchReport(
                    id,
                    folder,
                    isEmpty ? Outcome.FETCHED : Outcome.REPLACED,
                    sizes.size(),
                    sizes.values().stream().mapToLong(Long::longValue).sum());
        } catch (IOException e) {
            throw new CacheException("cannot look at " + folder + ": " + Reasons.withFile(e), e);
        }
    }

    private FolderState begun() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidArgumentException(folder + " is no folder: name one that is empty, or is not there");
        }
        FolderState before = state();
        requireNothingForeign(before);
        return before;
    }

    private static ExactRef wanted(FolderState before, String ref, FolderSource source) {
        return source.resolve(before.record()
                .filter(record -> record.isComplete() && record.ref().equals(ref))
                .map(FolderRecord::id));
    }

    private FetchReport fetchOrFail(String ref, FolderSource source) throws IOException {
        FolderState before = begun();
        ExactRef id = wanted(before, ref, source);
        // Who may only read the folder can still be served from it.
        boolean isDone =
                before.record().filter(record -> record.ref().equals(ref)).isPresent() && !Files.exists(staging);
        if (has(before, id, source) && (isDone || !Files.isWritable(folder))) {
            return report(before.record().orElseThrow(), Outcome.UNCHANGED);
        }
        steps.makeFolder(folder);
        try (FolderLock lock = FolderLock.acquire(folder.resolve(FolderState.LOCK), lockTimeout)) {
            return fetchAlone(id, ref, source);
        }
    }

    private FetchReport fetchAlone(ExactRef id, String ref, FolderSource source) throws IOException {
        FolderState before = state();
        requireNothingForeign(before);
        boolean wasBegun = before.record().isPresent();
        if (before.record().filter(record -> !record.isComplete()).isPresent()) {
            // Which of these are of the one model, and which of the other, nobody knows.
            for (String entry : before.ours()) {
                steps.delete(folder.resolve(entry));
            }
            steps.delete(folder.resolve(FolderRecord.NAME));
            before = state();
        }
        steps.delete(staging);
        try {
            steps.makeFolder(scratch());
            if (has(before, id, source)) {
                return report(noted(before.record().orElseThrow(), ref), Outcome.UNCHANGED);
            }
            String required = FolderRecord.digest(source.requirement());
            FolderRecord complete = commit(before, id, ref, required, source.put(id, scratch()));
            return report(complete, wasBegun || !before.names().isEmpty() ? Outcome.REPLACED : Outcome.FETCHED);
        } finally {
            deleteStaging();
        }
    }

    /** The same model by another name: what the record says of it may have to answer in an outage. */
    private FolderRecord noted(FolderRecord record, String ref) throws IOException {
        if (record.ref().equals(ref)) {
            return record;
        }
        FolderRecord noted = record.named(ref);
        steps.write(staging.resolve(DONE), noted.bytes(serializer));
        steps.move(staging.resolve(DONE), folder.resolve(FolderRecord.NAME));
        return noted;
    }

    /** What stays is removed by the next fetch, which recognises it. */
    private void deleteStaging() {
        try {
            steps.delete(staging);
        } catch (IOException e) {
            System.getLogger(ModelFolder.class.getName()).log(Level.WARNING, () -> staging + " is left: " + e);
        }
    }

    private FolderRecord commit(FolderState before, ExactRef id, String ref, String required, Path staged)
            throws IOException {
        SortedSet<String> incoming = new TreeSet<>(FolderState.names(staged));
        SortedSet<String> outgoing = mayReplace ? before.names() : before.ours();
        requireRoom(
                before, outgoing, incoming, id, own -> Files.exists(staged.resolve(own), LinkOption.NOFOLLOW_LINKS));
        FolderRecord complete = new FolderRecord(id, ref, true, required, Listing.of(staged, incoming), incoming);
        SortedSet<String> all = new TreeSet<>(incoming);
        all.addAll(outgoing);
        // Both are written now, while a full disk does no harm.
        Path begun = staging.resolve("begun.yaml");
        Path done = staging.resolve(DONE);
        steps.write(begun, complete.moving(all).bytes(serializer));
        steps.write(done, complete.bytes(serializer));
        if (before.record().isPresent()) {
            steps.write(staging.resolve(BACK), before.record().get().bytes(serializer));
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("the fetch into " + folder + " was cancelled");
        }
        Path written = folder.resolve(FolderRecord.NAME);
        steps.makeFolder(staging.resolve(BEFORE));
        steps.move(begun, written);
        steps.force(folder);
        moveOut(outgoing, written);
        for (String entry : incoming) {
            steps.move(staged.resolve(entry), folder.resolve(entry));
        }
        steps.force(folder);
        steps.move(done, written);
        steps.force(folder);
        return complete;
    }

    /** Another user's folder may refuse to be moved: then all stays as it was. */
    private void moveOut(SortedSet<String> outgoing, Path written) throws IOException {
        List<String> moved = new ArrayList<>();
        try {
            for (String entry : outgoing) {
                steps.move(folder.resolve(entry), staging.resolve(BEFORE).resolve(entry));
                moved.add(entry);
            }
        } catch (IOException e) {
            for (String entry : moved) {
                steps.move(staging.resolve(BEFORE).resolve(entry), folder.resolve(entry));
            }
            Path back = staging.resolve(BACK);
            if (Files.exists(back)) {
                steps.move(back, written);
            } else {
                steps.delete(written);
            }
            throw e;
        }
    }

    private FolderState state() throws IOException {
        try {
            return FolderState.of(folder, serializer);
        } catch (CorruptContentException e) {
            if (mayReplace) {
                return new FolderState(Optional.empty(), FolderState.names(folder));
            }
            throw new FolderInUseException(
                    e.getMessage() + ": choose an empty folder, or replace all of it by --replace");
        }
    }

    /** A model that met other rules, or none, is brought again, and judged on its way. */
    private boolean has(FolderState state, ExactRef id, FolderSource source) throws IOException {
        Optional<FolderRecord> record = state.record()
                .filter(known -> known.isComplete() && known.id().equals(id) && known.meets(source.requirement()));
        return record.isPresent()
                && Listing.of(folder, record.get().entries())
                        .equals(record.get().listing());
    }

    private void requireNothingForeign(FolderState state) {
        if (state.record().isEmpty() && !state.names().isEmpty() && !mayReplace) {
            throw new FolderInUseException(folder + " has " + several(state.names())
                    + ", which no fetch put there: choose an empty folder, or replace all of it by --replace");
        }
    }

    private void requireRoom(
            FolderState before,
            SortedSet<String> outgoing,
            SortedSet<String> incoming,
            ExactRef id,
            Predicate<String> isInModel) {
        SortedSet<String> clashes = new TreeSet<>(before.names());
        clashes.removeAll(outgoing);
        clashes.retainAll(incoming);
        if (!clashes.isEmpty()) {
            throw new FolderInUseException(folder + " has " + several(clashes) + ", which no fetch put there, and " + id
                    + " has it too: choose an empty folder, or replace all of it by --replace");
        }
        for (String own : FolderState.own()) {
            if (isInModel.test(own)) {
                throw new InvalidArgumentException("model " + id + " has a '" + own
                        + "', which has another meaning in a folder of a fetch: load it");
            }
        }
    }

    private static String several(SortedSet<String> names) {
        String first = "'" + names.first() + "'";
        return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
    }

    private FetchReport report(FolderRecord record, Outcome outcome) {
        return new FetchReport(
                record.id(),
                folder,
                outcome,
                record.listing().files(),
                record.listing().bytes());
    }
}
