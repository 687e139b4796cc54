package io.audmodel.spring;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.ModelFile;
import io.audmodel.error.AudModelException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.NotFoundException;
import io.audmodel.model.ModelRef;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * One file of a model, {@code audmodel:<reference>/<file>}. Each use resolves the reference anew. A stream reads the one file
 * alone; a {@link File} is the one in the cache, which is fetched first. Immutable and thread-safe.
 */
final class AudModelResource extends AbstractResource {

    static final String PREFIX = "audmodel:";

    private final ModelRef ref;
    private final String file;
    private final Supplier<AudModel> client;

    private AudModelResource(ModelRef ref, String file, Supplier<AudModel> client) {
        this.ref = ref;
        this.file = file;
        this.client = client;
    }

    /** @throws InvalidArgumentException if the location names no model, or no file of it */
    static AudModelResource of(String location, Supplier<AudModel> client) {
        String path = location.substring(PREFIX.length());
        int slash = path.indexOf('/');
        if (slash <= 0 || slash == path.length() - 1) {
            throw new InvalidArgumentException("'" + location + "' names no file of a model: write " + PREFIX
                    + "<reference>/<file>, such as " + PREFIX + "emotion-production/labels.yaml");
        }
        return new AudModelResource(ModelRef.of(path.substring(0, slash)), path.substring(slash + 1), client);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        try {
            return client.get().open(ref, file);
        } catch (NotFoundException | InvalidArgumentException e) {
            throw notFound(e);
        } catch (AudModelException e) {
            throw unreadable(e);
        }
    }

    @Override
    public boolean exists() {
        return find().isPresent();
    }

    /** Whether it can be read is known when it is read: that asks a repository. */
    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public long contentLength() throws IOException {
        try {
            return find().orElseThrow(() -> notFound(null)).size();
        } catch (AudModelException e) {
            throw unreadable(e);
        }
    }

    @Override
    public File getFile() throws IOException {
        try {
            Path folder = client.get().load(ref, FilePatterns.of(file));
            Path place = folder.resolve(file).normalize();
            // A whole model that is cached was not searched for the file.
            if (!place.startsWith(folder) || !Files.isRegularFile(place)) {
                throw notFound(null);
            }
            return place.toFile();
        } catch (NotFoundException | InvalidArgumentException e) {
            throw notFound(e);
        } catch (AudModelException e) {
            throw unreadable(e);
        }
    }

    @Override
    public long lastModified() throws IOException {
        throw new FileNotFoundException(getDescription() + " has no time of its own: a model never changes");
    }

    @Override
    public Resource createRelative(String relative) {
        return new AudModelResource(ref, StringUtils.applyRelativePath(file, relative), client);
    }

    @Override
    public String getFilename() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    @Override
    public String getDescription() {
        return "model file [" + PREFIX + ref + "/" + file + "]";
    }

    private Optional<ModelFile> find() {
        try {
            return client.get().files(ref).stream()
                    .filter(each -> each.name().equals(file))
                    .findFirst();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private IOException unreadable(AudModelException cause) {
        return new IOException(getDescription() + " cannot be read: " + cause.getMessage(), cause);
    }

    private FileNotFoundException notFound(@Nullable Exception cause) {
        FileNotFoundException error = new FileNotFoundException(
                getDescription() + " is not there" + (cause == null ? "" : ": " + cause.getMessage()));
        error.initCause(cause);
        return error;
    }
}
