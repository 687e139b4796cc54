package io.audmodel.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.audmodel.formats.OciBlobs.Blob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a model as an OCI image layout with one artifact of the CNCF's ModelPack specification. A file of a megabyte or
 * more is a layer of its own, as it is, so that a registry that has it takes nothing; smaller ones are in a tar archive for
 * each kind. Sources of the format: {@code github.com/modelpack/model-spec} ({@code docs/spec.md}, {@code docs/config.md},
 * {@code docs/annotations.md}) and {@code github.com/opencontainers/image-spec} ({@code image-layout.md}, {@code
 * manifest.md}).
 */
final class OciLayout {

    private static final long LARGE = 1 << 20;

    /** Registries refuse longer manifests. */
    private static final int LONGEST_MANIFEST = 4 << 20;

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MODEL = "application/vnd.cncf.model.manifest.v1+json";
    private static final String CONFIG = "application/vnd.cncf.model.config.v1+json";
    private static final String FILE_PATH = "org.cncf.model.filepath";
    private static final String FILE_METADATA = "org.cncf.model.file.metadata+json";
    private static final String UNTESTED = "org.cncf.model.file.mediatype.untested";

    private static final JsonFactory JSON = new JsonFactory();

    private record Layer(String mediaType, Blob blob, Map<String, String> annotations) {}

    /** Writes an object of JSON. */
    private interface Fields {

        void write(JsonGenerator json) throws IOException;
    }

    private final ExportedModel model;

    OciLayout(ExportedModel model) {
        this.model = model;
    }

    /** @param root the new folder of the layout */
    void write(Path root) throws IOException {
        OciBlobs blobs = OciBlobs.in(root);
        List<Layer> layers = new ArrayList<>();
        for (LayerKind kind : LayerKind.values()) {
            addSmallFiles(kind, blobs, layers);
        }
        for (ExportedFile file : model.files()) {
            if (file.size() >= LARGE) {
                layers.add(layer(file, blobs.add(out -> model.copy(file, out))));
            }
        }
        Blob config = blobs.add(object(json -> writeConfig(json, layers)));
        byte[] manifest = object(json -> writeManifest(json, config, layers));
        if (manifest.length > LONGEST_MANIFEST) {
            throw new UnexportableModelException(
                    "model " + model.ref() + " has " + layers.size() + " large files, whose list takes "
                            + manifest.length
                            + " bytes, and registries refuse one of more than " + LONGEST_MANIFEST
                            + ": export it as tar.gz",
                    null);
        }
        Blob stored = blobs.add(manifest);
        blobs.force();
        Staging.write(
                root.resolve("oci-layout"),
                out -> out.write(object(json -> json.writeStringField("imageLayoutVersion", "1.0.0"))));
        Staging.write(root.resolve("index.json"), out -> out.write(object(json -> writeIndex(json, stored))));
        Staging.force(root.resolve("blobs"));
        Staging.force(root);
    }

    private void addSmallFiles(LayerKind kind, OciBlobs blobs, List<Layer> layers) throws IOException {
        List<ExportedFile> files = model.files().stream()
                .filter(file -> file.size() < LARGE && LayerKind.of(file.name()) == kind)
                .toList();
        List<String> folders = kind == LayerKind.WEIGHT ? model.emptyFolders() : List.of();
        if (!files.isEmpty() || !folders.isEmpty()) {
            Blob blob = blobs.add(out -> new TarWriter(model).write(files, folders, out));
            layers.add(new Layer(kind.tar(), blob, Map.of(UNTESTED, "true")));
        }
    }

    private static Layer layer(ExportedFile file, Blob blob) throws IOException {
        byte[] metadata = object(json -> {
            json.writeStringField("name", file.name());
            json.writeNumberField("mode", TarWriter.modeOf(file));
            json.writeNumberField("uid", 0);
            json.writeNumberField("gid", 0);
            json.writeNumberField("size", file.size());
            json.writeStringField("mtime", "1970-01-01T00:00:00Z");
            json.writeNumberField("typeflag", '0');
        });
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(FILE_PATH, file.name());
        annotations.put(FILE_METADATA, new String(metadata, StandardCharsets.UTF_8));
        annotations.put(UNTESTED, "true");
        return new Layer(LayerKind.of(file.name()).raw(), blob, annotations);
    }

    private void writeConfig(JsonGenerator json, List<Layer> layers) throws IOException {
        json.writeObjectFieldStart("descriptor");
        // The header has a day, and the format wants a time.
        json.writeStringField("createdAt", model.header().date() + "T00:00:00Z");
        json.writeArrayFieldStart("authors");
        json.writeString(model.header().author());
        json.writeEndArray();
        json.writeStringField("name", model.header().name());
        json.writeStringField("version", model.header().version().toString());
        json.writeEndObject();
        json.writeObjectFieldStart("config");
        json.writeEndObject();
        json.writeObjectFieldStart("modelfs");
        json.writeStringField("type", "layers");
        json.writeArrayFieldStart("diffIds");
        for (Layer layer : layers) {
            json.writeString(layer.blob().digest());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeManifest(JsonGenerator json, Blob config, List<Layer> layers) throws IOException {
        json.writeNumberField("schemaVersion", 2);
        json.writeStringField("mediaType", MANIFEST);
        json.writeStringField("artifactType", MODEL);
        json.writeObjectFieldStart("config");
        writeDescriptor(json, CONFIG, config);
        json.writeEndObject();
        json.writeArrayFieldStart("layers");
        for (Layer layer : layers) {
            json.writeStartObject();
            writeDescriptor(json, layer.mediaType(), layer.blob());
            writeAnnotations(json, layer.annotations());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeAnnotations(json, annotations());
    }

    private Map<String, String> annotations() {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("io.audmodel.id", model.ref().toString());
        annotations.put("io.audmodel.name", model.header().name());
        annotations.put("io.audmodel.version", model.header().version().toString());
        String subgroup = model.header().subgroup().toString();
        if (!subgroup.isEmpty()) {
            annotations.put("io.audmodel.subgroup", subgroup);
        }
        annotations.put("org.opencontainers.image.title", model.header().name());
        annotations.put(
                "org.opencontainers.image.version", model.header().version().toString());
        return annotations;
    }

    private void writeIndex(JsonGenerator json, Blob manifest) throws IOException {
        json.writeNumberField("schemaVersion", 2);
        json.writeStringField("mediaType", INDEX);
        json.writeArrayFieldStart("manifests");
        json.writeStartObject();
        writeDescriptor(json, MANIFEST, manifest);
        json.writeStringField("artifactType", MODEL);
        writeAnnotations(
                json, Map.of("org.opencontainers.image.ref.name", model.ref().toString()));
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void writeDescriptor(JsonGenerator json, String mediaType, Blob blob) throws IOException {
        json.writeStringField("mediaType", mediaType);
        json.writeStringField("digest", blob.digest());
        json.writeNumberField("size", blob.size());
    }

    private static void writeAnnotations(JsonGenerator json, Map<String, String> annotations) throws IOException {
        json.writeObjectFieldStart("annotations");
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            json.writeStringField(annotation.getKey(), annotation.getValue());
        }
        json.writeEndObject();
    }

    private static byte[] object(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
