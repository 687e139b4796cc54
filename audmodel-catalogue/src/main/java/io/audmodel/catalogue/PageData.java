package io.audmodel.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The data of the page: one object, on one line.
 *
 * @param places the repositories, in search order
 * @param made when they were listed
 * @param trusted whose signatures were verified; empty if none were
 */
record PageData(
        List<String> places,
        List<AliasEntry> aliases,
        List<CatalogueEntry> entries,
        Instant made,
        Optional<String> trusted) {

    /** Changes with the data, so that a page of another format is read anew. */
    static final int FORMAT = 1;

    void write(Writer out) throws IOException {
        try (JsonGenerator json = PageJson.FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("made", made.truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeStringField("trusted", trusted.orElse(null));
            json.writeArrayFieldStart("aliases");
            for (AliasEntry alias : aliases) {
                write(alias, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("models");
            Map<String, List<Version>> versions = versionsById();
            Map<String, Version> latest = new HashMap<>();
            versions.forEach((id, all) -> latest.put(id, Version.latestOf(all)));
            for (CatalogueEntry entry : sorted()) {
                Version version = entry.listed().key().version();
                String id = entry.listed().key().id();
                write(entry, version.equals(latest.get(id)), json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** By id, and the versions of an id in ascending order, as the page shows them. */
    private List<CatalogueEntry> sorted() {
        return entries.stream()
                .sorted(Comparator.comparing(
                                (CatalogueEntry entry) -> entry.listed().key().id())
                        .thenComparing(entry -> entry.listed().key().version()))
                .toList();
    }

    private Map<String, List<Version>> versionsById() {
        return sorted().stream()
                .map(entry -> entry.listed().key())
                .collect(Collectors.groupingBy(
                        key -> key.id(), Collectors.mapping(key -> key.version(), Collectors.toList())));
    }

    private void write(AliasEntry alias, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", alias.name());
        json.writeStringField("place", places.get(alias.place()));
        json.writeStringField("state", alias.state());
        json.writeStringField("target", alias.target());
        json.writeStringField("problem", alias.reason());
        json.writeEndObject();
    }

    private void write(CatalogueEntry entry, boolean isLatest, JsonGenerator json) throws IOException {
        ListedVersion listed = entry.listed();
        json.writeStartObject();
        json.writeStringField("key", listed.key().toString());
        json.writeStringField("ref", listed.key().ref().toString());
        json.writeStringField("id", listed.key().id());
        json.writeStringField("version", listed.key().version().text());
        json.writeBooleanField("latest", isLatest);
        json.writeStringField("place", places.get(listed.place()));
        json.writeStringField("header", listed.header());
        json.writeStringField("metadata", listed.metadata());
        json.writeStringField("signatures", listed.signatures());
        raw("fixed", entry.fixed(), json);
        raw("meta", entry.metadata(), json);
        raw("signed", entry.signatures(), json);
        json.writeEndObject();
    }

    private static void raw(String name, String part, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(part);
    }
}
