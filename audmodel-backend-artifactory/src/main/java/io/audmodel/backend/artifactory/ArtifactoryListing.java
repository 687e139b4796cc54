package io.audmodel.backend.artifactory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.InvalidArgumentException;
import java.io.ByteArrayInputStream;
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

/** The objects below a folder as one answer tells them; a long one is read as the listing goes on. */
final class ArtifactoryListing extends AbstractSpliterator<ObjectInfo> implements AutoCloseable {

    /** Some thousand objects. */
    private static final int SHORT = 1 << 20;

    private final ObjectPath prefix;
    private final Answer answer;
    private final InputStream body;
    private final ArtifactoryErrors errors;
    private @Nullable JsonParser parser;
    private boolean ended;

    /**
     * A short answer is read at once, so that the caller can ask again for one that is damaged.
     *
     * @param answer is closed with what is returned, or before
     */
    static Stream<ObjectInfo> of(ObjectPath prefix, Answer answer, ArtifactoryErrors errors) {
        ArtifactoryListing listing;
        boolean isShort;
        try {
            byte[] first = answer.stream().readNBytes(SHORT);
            isShort = first.length < SHORT;
            InputStream beginning = new ByteArrayInputStream(first);
            InputStream body = isShort ? beginning : new SequenceInputStream(beginning, answer.stream());
            listing = new ArtifactoryListing(prefix, answer, body, errors);
        } catch (IOException e) {
            answer.close();
            throw errors.unreachable("list", prefix.text(), e);
        }
        if (isShort) {
            try (listing) {
                return StreamSupport.stream(listing, false).toList().stream();
            }
        }
        return StreamSupport.stream(listing, false).onClose(listing::close);
    }

    private ArtifactoryListing(ObjectPath prefix, Answer answer, InputStream body, ArtifactoryErrors errors) {
        super(Long.MAX_VALUE, Spliterator.DISTINCT | Spliterator.NONNULL);
        this.prefix = prefix;
        this.answer = answer;
        this.body = body;
        this.errors = errors;
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
        if (Thread.currentThread().isInterrupted()) {
            throw errors.cancelled("list", prefix.text(), null);
        }
        Optional<ObjectInfo> next;
        try {
            next = next();
        } catch (IOException e) {
            close();
            throw errors.unreachable("list", prefix.text(), e);
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
            if (object.isPresent()) {
                return object;
            }
        }
        return Optional.empty();
    }

    private JsonParser begin() throws IOException {
        JsonParser fresh = new JsonFactory().createParser(body);
        while (fresh.nextToken() != null) {
            if (fresh.currentToken() == JsonToken.FIELD_NAME
                    && fresh.currentName().equals("files")) {
                fresh.nextToken();
                return fresh;
            }
        }
        throw new IOException("the answer holds no list of files");
    }

    /** An answer that ends in the middle must not pass for a short list. */
    private void end(JsonParser files) throws IOException {
        while (files.nextToken() != null) {
            files.skipChildren();
        }
        if (!files.getParsingContext().inRoot()) {
            throw new IOException("the list of files ends in the middle");
        }
        answer.finish();
        ended = true;
    }

    private Optional<ObjectInfo> object(JsonParser file) throws IOException {
        String uri = "";
        String modified = "";
        long size = 0;
        boolean folder = false;
        while (file.nextToken() == JsonToken.FIELD_NAME) {
            String name = file.currentName();
            file.nextToken();
            switch (name) {
                case "uri" -> uri = file.getText();
                case "lastModified" -> modified = file.getText();
                case "size" -> size = file.getValueAsLong();
                case "folder" -> folder = file.getValueAsBoolean();
                default -> file.skipChildren();
            }
        }
        String text = prefix.text() + uri;
        long length = size;
        String time = modified;
        return folder ? Optional.empty() : path(text).map(path -> ItemInfo.of(path, length, time, null));
    }

    /** Empty for what others put there, which no path of this library can name. */
    static Optional<ObjectPath> path(String text) {
        try {
            return Optional.of(new ObjectPath(text));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
