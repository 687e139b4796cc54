package io.audmodel.signing;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads what a statement of this library says of its model. */
final class ModelReader {

    private final StrictJson json;
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> besides = new HashMap<>();

    ModelReader(StrictJson json) {
        this.json = json;
    }

    ModelIdentity read() throws IOException {
        json.object(StatementWriter.MODEL, false, name -> {
            switch (name) {
                case "id", "name", "subgroup", "version", "parameters" -> fields.put(name, json.text(name));
                case "besides" -> json.object(name, false, this::file);
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new ModelIdentity(field("id"), field("name"), field("subgroup"), field("version"), field("parameters"));
    }

    Map<String, String> besides() {
        return besides;
    }

    private boolean file(String name) throws IOException {
        ResourceName.require(json, "besides", name);
        String digest = json.text("besides");
        if (!StatementReader.DIGEST.matcher(digest).matches()) {
            throw json.malformed("besides has a digest that is none of sha256");
        }
        besides.put(name, digest);
        return true;
    }

    private String field(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw json.malformed(StatementWriter.MODEL + " has no field " + name);
        }
        return value;
    }
}
