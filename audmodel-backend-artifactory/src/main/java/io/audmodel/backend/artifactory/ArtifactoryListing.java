package io.audmodel.backend.artifactory;

import static io.audmodel.backend.artifactory.StorageItem.isTrue;
import static io.audmodel.backend.artifactory.StorageItem.require;
import static io.audmodel.backend.artifactory.StorageItem.size;
import static io.audmodel.backend.artifactory.StorageItem.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The objects below a folder in one answer; a long answer is read along with the listing. */
final class ArtifactoryListing extends AbstractSpliterator<ObjectInfo> implements AutoCloseable {

    /** A short answer has some thousand objects. */
    private static final int SHORT = 1 << 20;

    /** More than any entry of an answer takes. */
    private static final int LONGEST_ENTRY = 2 << 20;

    private static final int MAX_OBJECTS = 10_000_000;
    private static final int LONGEST_PATH = 16_384;

    private final ObjectPath prefix;
    private final Answer answer;
    private final LimitedStream body;
    private final Consumer<String> foreign;
    private final ArtifactoryErrors errors;
    private @Nullable JsonParser parser;
    private int listed;
    private boolean ended;

    /**
     * A short answer is read at once, so that the caller can request a damaged one again.
     *
     * @param answer closed with the stream, or before
     * @param foreign takes the names of a short answer that no path of this library has
     */
    static Stream<ObjectInfo> of(ObjectPath prefix, Answer answer, Consumer<String> foreign, ArtifactoryErrors errors) {
        ArtifactoryListing listing;
        boolean isShort;
        try {
            byte[] first = answer.stream().readNBytes(SHORT);
            isShort = first.length < SHORT;
            InputStream beginning = new ByteArrayInputStream(first);
            InputStream body = isShort ? beginning : new SequenceInputStream(beginning, answer.stream());
            listing = new ArtifactoryListing(prefix, answer, body, isShort ? foreign : name -> {}, errors);
        } catch (IOException e) {
            answer.close();
            throw errors.unreadable("list", prefix.text(), e);
        }
        if (isShort) {
            try (listing) {
                return StreamSupport.stream(listing, false).toList().stream();
            }
        }
        return StreamSupport.stream(listing, false).onClose(listing::close);
    }

    private ArtifactoryListing(
            ObjectPath prefix, Answer answer, InputStream body, Consumer<String> foreign, ArtifactoryErrors errors) {
        super(Long.MAX_VALUE, Spliterator.DISTINCT | Spliterator.NONNULL);
        this.prefix = prefix;
        this.answer = answer;
        this.body = new LimitedStream(body, LONGEST_ENTRY);
        this.foreign = foreign;
        this.errors = errors;
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
        Optional<ObjectInfo> next;
        try {
            next = next();
        } catch (IOException e) {
            close();
            throw errors.unreadable("list", prefix.text(), e);
        }
        next.ifPresent(action);
        return next.isPresent();
    }

    @Override
    public void close() {
        ended = true;
        answer.close();
    }

    private Optional<ObjectInfo> next() throws IOException {
        while (!ended) {
            JsonParser files = parser == null ? begin() : parser;
            parser = files;
            if (files.nextToken() != JsonToken.START_OBJECT) {
                end(files);
                return Optional.empty();
            }
            Optional<ObjectInfo> object = object(files);
            if (++listed > MAX_OBJECTS) {
                throw new LimitedStream.TooLong("a list has more than " + MAX_OBJECTS + " objects");
            }
            body.restart();
            if (object.isPresent()) {
                return object;
            }
        }
        return Optional.empty();
    }

    /** Reads up to the list in the field {@code files}. */
    private JsonParser begin() throws IOException {
        JsonParser fresh = new JsonFactory().createParser(body);
        JsonToken first = fresh.nextToken();
        if (first == null) {
            throw new EOFException("the answer ends before it begins");
        }
        require(fresh, first == JsonToken.START_OBJECT, "this is no object");
        while (fresh.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = fresh.currentName().equals("files");
            JsonToken value = fresh.nextToken();
            if (found) {
                require(fresh, value == JsonToken.START_ARRAY, "the files are no list");
                return fresh;
            }
            fresh.skipChildren();
        }
        require(fresh, false, "it holds no list of files");
        return fresh;
    }

    /** An answer that ends early, or has more behind its end, must not pass as a short list. */
    private void end(JsonParser files) throws IOException {
        require(files, files.currentToken() == JsonToken.END_ARRAY, "a file is no object");
        while (files.nextToken() == JsonToken.FIELD_NAME) {
            files.nextToken();
            files.skipChildren();
        }
        require(files, files.currentToken() == JsonToken.END_OBJECT, "it ends in the middle");
        require(files, files.nextToken() == null, "it has more behind its end");
        answer.finish();
        ended = true;
    }

    private Optional<ObjectInfo> object(JsonParser file) throws IOException {
        String uri = "";
        String modified = "";
        String size = "";
        boolean folder = false;
        while (file.nextToken() == JsonToken.FIELD_NAME) {
            String name = file.currentName();
            file.nextToken();
            switch (name) {
                case "uri" -> uri = text(file);
                case "lastModified" -> modified = text(file);
                case "size" -> size = text(file);
                case "folder" -> folder = isTrue(file);
                default -> file.skipChildren();
            }
        }
        require(file, uri.startsWith("/"), "a file has no name");
        if (folder) {
            return Optional.empty();
        }
        long length = size(file, size);
        String time = modified;
        Optional<ObjectPath> path = path(Address.folder(prefix) + uri);
        if (path.isEmpty()) {
            foreign.accept(uri);
        }
        return path.map(found -> ItemInfo.of(found, length, time, null));
    }

    /** Empty for foreign files, which no path of this library can name. */
    static Optional<ObjectPath> path(String text) {
        try {
            String path = text.startsWith("/") ? text.substring(1) : text;
            return path.length() > LONGEST_PATH ? Optional.empty() : Optional.of(new ObjectPath(path).requireObject());
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
