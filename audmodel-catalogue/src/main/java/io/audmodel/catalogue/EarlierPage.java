package io.audmodel.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an earlier page had, each part in the JSON of the page, with the state that it was read in. */
final class EarlierPage {

    /** The fields of a version or an alias, by name; a text is itself, anything else its JSON. */
    private final Map<String, Map<String, String>> versions = new HashMap<>();

    private final Map<String, Map<String, String>> aliases = new HashMap<>();

    private EarlierPage() {}

    static EarlierPage none() {
        return new EarlierPage();
    }

    /** Reads the data of a page; a page whose data are damaged, or of another format, has nothing. */
    static EarlierPage of(byte[] data, int from, int length) throws IOException {
        EarlierPage page = new EarlierPage();
        try (JsonParser json = PageJson.FACTORY.createParser(data, from, length)) {
            return page.read(json) ? page : none();
        } catch (JsonProcessingException e) {
            return none();
        }
    }

    Optional<Map<String, String>> version(String place, String key) {
        return Optional.ofNullable(versions.get(place + " " + key));
    }

    Optional<Map<String, String>> alias(String place, String name) {
        return Optional.ofNullable(aliases.get(place + " " + name));
    }

    private boolean read(JsonParser json) throws IOException {
        boolean isOurs = false;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "format" -> isOurs = value == JsonToken.VALUE_NUMBER_INT && json.getIntValue() == PageData.FORMAT;
                case "models" -> entries(json, versions, "key");
                case "aliases" -> entries(json, aliases, "name");
                default -> json.skipChildren();
            }
        }
        return isOurs;
    }

    private static void entries(JsonParser json, Map<String, Map<String, String>> entries, String key)
            throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> fields = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    fields.put(name, json.getText());
                } else if (value != JsonToken.VALUE_NULL) {
                    fields.put(name, copied(json));
                }
            }
            entries.put(fields.get("place") + " " + fields.get(key), fields);
        }
    }

    private static String copied(JsonParser json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = PageJson.FACTORY.createGenerator(text)) {
            copy.copyCurrentStructure(json);
        }
        return text.toString();
    }
}
