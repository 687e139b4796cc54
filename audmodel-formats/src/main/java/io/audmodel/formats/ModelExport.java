package io.audmodel.formats;

import io.audmodel.AudModel;
import io.audmodel.ModelFile;
import io.audmodel.ProgressListener;
import io.audmodel.cache.HeldModel;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What to export, and where to. Immutable; each method returns a new one. The files are those of {@link AudModel#load},
 * byte for byte; parameters and metadata stay in the repository. The same model gives the same bytes each time (another
 * version of the JDK may deflate differently).
 *
 * <pre>{@code
 * ModelExport.of(ModelRef.of("emotion-small"), Path.of("emotion.tar.gz")).run(audmodel);
 * }</pre>
 */
public final class ModelExport {

    private final ModelRef ref;
    private final Path target;
    private final ExportFormat format;
    private final boolean replacing;
    private final ProgressListener progress;

    private ModelExport(ModelRef ref, Path target, ExportFormat format, boolean replacing, ProgressListener progress) {
        this.ref = ref;
        this.target = target;
        this.format = format;
        this.replacing = replacing;
        this.progress = progress;
    }

    /**
     * Begins with a target whose name says {@linkplain ExportFormat#ofName which format} it has.
     *
     * @param target a file or folder in an existing folder
     * @throws InvalidArgumentException if the name is that of an archive which no export writes
     */
    public static ModelExport of(ModelRef ref, Path target) {
        Objects.requireNonNull(target, "the target of the export is null");
        return of(ref, target, ExportFormat.ofName(target));
    }

    /** Begins with a target of any name. */
    public static ModelExport of(ModelRef ref, Path target, ExportFormat format) {
        Objects.requireNonNull(ref, "the reference of the model is null");
        Objects.requireNonNull(target, "the target of the export is null");
        Objects.requireNonNull(format, "the format of the export is null");
        return new ModelExport(ref, target, format, false, ignored -> {});
    }

    /** Replaces a file that is there, in one moment. By default the export fails; a folder with something in it always stays. */
    public ModelExport replacing() {
        return new ModelExport(ref, target, format, true, progress);
    }

    /** Sets who receives how many bytes of the model were exported so far; nobody by default. */
    public ModelExport progress(ProgressListener listener) {
        Objects.requireNonNull(listener, "the listener is null");
        return new ModelExport(ref, target, format, replacing, listener);
    }

    /**
     * Checks what can be checked before, and writes nothing: the model is there and has so many files, and the target is
     * free. The model is not loaded.
     *
     * @throws TargetExistsException if the target is there
     * @throws LocalFileException if the folder for it is not there
     * @throws io.audmodel.error.NotFoundException if the model is not there
     */
    public ExportReport plan(AudModel audmodel) {
        Staging.of(target, replacing).requireFree(format.isFolder());
        ExactRef exact = audmodel.resolve(ref).ref();
        List<ModelFile> files = audmodel.files(exact);
        return new ExportReport(
                exact,
                target,
                format,
                files.size(),
                files.stream().mapToLong(ModelFile::size).sum());
    }

    /**
     * Exports the model, whole or not at all: nobody sees a half target. The client loads it if it is not cached, and keeps
     * it in the cache meanwhile.
     *
     * @throws TargetExistsException if the target is there
     * @throws UnexportableModelException if the format cannot hold the model as it is
     * @throws LocalFileException if the target cannot be written
     * @throws io.audmodel.error.NotFoundException if the model is not there
     * @throws CancelledException if the thread is interrupted
     */
    public ExportReport run(AudModel audmodel) {
        try (Staging staging = Staging.of(target, replacing);
                HeldModel held = hold(audmodel, staging)) {
            ModelWriter writer = new ModelWriter(held.folder(), held.ref(), audmodel.header(held.ref()), progress);
            ExportReport report = writer.write(format, target, staging);
            staging.commit();
            return report;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("interrupted while model " + ref + " was exported", e);
            }
            throw new LocalFileException(
                    target + " cannot be written: " + Reasons.of(e)
                            + "; free or correct its disk, or name another target",
                    e);
        }
    }

    private HeldModel hold(AudModel audmodel, Staging staging) {
        staging.requireFree(format.isFolder());
        return audmodel.hold(ref);
    }
}
