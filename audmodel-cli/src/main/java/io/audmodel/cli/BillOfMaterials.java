package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.ModelFile;
import io.audmodel.UrlType;
import io.audmodel.cli.trust.SignedModel;
import io.audmodel.cli.trust.TrustSource;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.OfflineException;
import io.audmodel.error.Reasons;
import io.audmodel.model.Checksum;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a model consists of, in the form of CycloneDX 1.6, whose ML-BOM this is. What the format has no field for stands in
 * properties whose names begin with {@code audmodel:}. Immutable.
 */
final class BillOfMaterials {

    private static final String PREFIX = "audmodel:";
    private static final int BUFFER = 1 << 18;

    private final Map<String, Object> component;
    private final Map<String, Object> head;
    private final Map<String, Object> metadata;

    private BillOfMaterials(Map<String, Object> component, Map<String, Object> head, Map<String, Object> metadata) {
        this.component = component;
        this.head = head;
        this.metadata = metadata;
    }

    /** Describes a model, which is loaded. */
    static BillOfMaterials of(SignedModel model, TrustSource trusted) {
        AudModel audmodel = model.audmodel();
        ExactRef ref = model.key().ref();
        ModelHeader header = model.header();
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", "machine-learning-model");
        component.put("bom-ref", ref.toString());
        component.put("authors", List.of(Map.of("name", header.author())));
        if (!header.subgroup().text().isEmpty()) {
            component.put("group", header.subgroup().text());
        }
        component.put("name", header.name());
        component.put("version", header.version().text());
        putUrl(component, audmodel, ref);
        Map<String, String> digests = digests(audmodel, ref);
        component.put("components", files(audmodel, ref, digests));
        List<Map<String, Object>> card = new ArrayList<>();
        addAll(card, "parameter:", header.parameters());
        addAll(card, "meta:", audmodel.meta(ref));
        if (!card.isEmpty()) {
            component.put("modelCard", Map.of("properties", card));
        }
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(property("id", ref.toString()));
        properties.add(property("date", header.date().toString()));
        model.signatures(trusted, digests)
                .forEach((mark, state) -> properties.add(property("signature:" + mark, state)));
        component.put("properties", properties);
        return new BillOfMaterials(component, Map.of(), Map.of());
    }

    BillOfMaterials withSerialNumber(UUID number) {
        return new BillOfMaterials(component, Map.of("serialNumber", "urn:uuid:" + number), metadata);
    }

    BillOfMaterials withTimestamp(Instant time) {
        return new BillOfMaterials(component, head, Map.of("timestamp", time.toString()));
    }

    Map<String, Object> asMap() {
        Map<String, Object> described = new LinkedHashMap<>(metadata);
        described.put("tools", Map.of("components", List.of(tool())));
        described.put("component", component);
        Map<String, Object> bill = new LinkedHashMap<>();
        bill.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        bill.put("bomFormat", "CycloneDX");
        bill.put("specVersion", "1.6");
        bill.putAll(head);
        bill.put("version", 1);
        bill.put("metadata", described);
        return bill;
    }

    private static Map<String, Object> tool() {
        Map<String, Object> tool = new LinkedHashMap<>();
        tool.put("type", "application");
        tool.put("name", "audmodel");
        tool.put("version", ToolVersion.ofTool());
        return tool;
    }

    private static void putUrl(Map<String, Object> component, AudModel audmodel, ExactRef ref) {
        try {
            Map<String, Object> url = new LinkedHashMap<>();
            url.put("type", "distribution");
            url.put("url", audmodel.url(ref, UrlType.MODEL).toString());
            component.put("externalReferences", List.of(url));
        } catch (OfflineException e) {
            // Where it is, only its repository knows.
            component.remove("externalReferences");
        }
    }

    /** SHA-256 of the files by their names: each is hashed once, for the list of them and for all signatures. */
    private static Map<String, String> digests(AudModel audmodel, ExactRef ref) {
        Path folder = audmodel.load(ref);
        Map<String, String> digests = new HashMap<>();
        audmodel.files(ref).forEach(file -> digests.put(file.name(), sha256(folder.resolve(file.name()))));
        return digests;
    }

    private static List<Map<String, Object>> files(AudModel audmodel, ExactRef ref, Map<String, String> digests) {
        return audmodel.files(ref).stream()
                .sorted(Comparator.comparing(ModelFile::name))
                .map(file -> {
                    Map<String, Object> hash = new LinkedHashMap<>();
                    hash.put("alg", "SHA-256");
                    hash.put("content", digests.get(file.name()));
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("type", "file");
                    fields.put("bom-ref", ref + "/" + file.name());
                    fields.put("name", file.name());
                    fields.put("hashes", List.of(hash));
                    fields.put("properties", List.of(property("bytes", Long.toString(file.size()))));
                    return fields;
                })
                .toList();
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Checksum.newSha256();
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("interrupted while the files of the model were hashed");
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new InvalidArgumentException(
                    "the file " + file + " of the model cannot be read: " + Reasons.of(e), e);
        }
    }

    /** Maps by their keys, joined with dots; what is in lists as JSON. */
    private static void addAll(List<Map<String, Object>> properties, String prefix, Map<?, ?> values) {
        values.forEach((key, value) -> {
            String name = prefix + key;
            if (value instanceof Map<?, ?> below && !below.isEmpty()) {
                addAll(properties, name + ".", below);
            } else {
                properties.add(property(name, value instanceof String text ? text : JsonText.compact(value)));
            }
        });
    }

    private static Map<String, Object> property(String name, String value) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", PREFIX + name);
        property.put("value", value);
        return property;
    }
}
