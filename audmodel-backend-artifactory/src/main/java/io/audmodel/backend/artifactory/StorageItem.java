package io.audmodel.backend.artifactory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code /api/storage} about a file or folder, read token by token: a folder may have more children than
 * fit into a tree in memory.
 *
 * @param size the size of a file; empty for a folder
 * @param modified the text of the time; may be empty
 * @param md5 null if there is none
 * @param children the children of a folder; null for a file
 */
record StorageItem(
        OptionalLong size,
        String modified,
        @Nullable Checksum md5,
        @Nullable List<Child> children) {

    /** @param name one segment */
    record Child(String name, boolean isFolder) {}

    private static final JsonFactory JSON = new JsonFactory();

    /** @throws com.fasterxml.jackson.core.JsonProcessingException if this is no description of an item */
    static StorageItem read(InputStream body) throws IOException {
        OptionalLong size = OptionalLong.empty();
        String modified = "";
        Checksum md5 = null;
        List<Child> children = null;
        boolean named = false;
        try (JsonParser parser = JSON.createParser(body)) {
            require(parser, parser.nextToken() == JsonToken.START_OBJECT, "this is no object");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "repo" -> named = value == JsonToken.VALUE_STRING;
                    case "size" -> size = OptionalLong.of(size(parser, text(parser)));
                    case "lastModified" -> modified = text(parser);
                    case "checksums" -> md5 = md5(parser);
                    case "children" -> children = children(parser);
                    default -> parser.skipChildren();
                }
            }
            require(parser, parser.currentToken() == JsonToken.END_OBJECT, "it ends in the middle");
            require(parser, named, "no repository is named");
        }
        return new StorageItem(children == null ? size : OptionalLong.empty(), modified, md5, children);
    }

    static long size(JsonParser parser, String text) throws JsonParseException {
        require(parser, text.matches("\\d{1,18}"), "a size is no number of bytes");
        return Long.parseLong(text);
    }

    /** The value, which is a text or a number; empty for nothing. */
    static String text(JsonParser parser) throws IOException {
        JsonToken value = parser.currentToken();
        require(parser, value != null && value.isScalarValue(), "a value is no text");
        return value == JsonToken.VALUE_NULL ? "" : parser.getText();
    }

    /** JFrog's documentation has truth values as texts, and servers send both. */
    static boolean isTrue(JsonParser parser) throws IOException {
        return text(parser).equals("true");
    }

    static void require(JsonParser parser, boolean holds, String what) throws JsonParseException {
        if (!holds) {
            throw new JsonParseException(parser, what);
        }
    }

    private static @Nullable Checksum md5(JsonParser parser) throws IOException {
        Checksum found = null;
        require(parser, parser.currentToken() == JsonToken.START_OBJECT, "the checksums are no object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("md5");
            parser.nextToken();
            if (wanted) {
                found = ItemInfo.checksum(text(parser)).orElse(null);
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private static List<Child> children(JsonParser parser) throws IOException {
        List<Child> found = new ArrayList<>();
        require(parser, parser.currentToken() == JsonToken.START_ARRAY, "the children are no list");
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String uri = "";
            boolean isFolder = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "uri" -> uri = text(parser);
                    case "folder" -> isFolder = isTrue(parser);
                    default -> parser.skipChildren();
                }
            }
            // Other names could lead back to the folder itself, or out of it.
            require(parser, uri.matches("/[^/]+"), "a child has no name");
            found.add(new Child(uri.substring(1), isFolder));
        }
        require(parser, parser.currentToken() == JsonToken.END_ARRAY, "a child is no object");
        return found;
    }
}
