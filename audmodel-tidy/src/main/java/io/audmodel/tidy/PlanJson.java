package io.audmodel.tidy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.model.Version;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan as JSON. */
final class PlanJson {

    private static final String FORMAT = "audmodel-retire-plan-1";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlanJson() {}

    static String write(RetirePlan plan) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        json.put("repository", plan.place().toString());
        json.put("made", plan.made().toString());
        json.put("keep", plan.keep());
        plan.olderThan().ifPresent(age -> json.put("olderThan", age.toString()));
        ArrayNode retired = json.putArray("retired");
        for (PlannedRetirement each : plan.retired()) {
            ObjectNode entry = retired.addObject();
            put(entry, each.key());
            put(entry, each);
        }
        ArrayNode kept = json.putArray("kept");
        for (KeptVersion each : plan.kept()) {
            ObjectNode entry = kept.addObject();
            put(entry, each.key());
            entry.put("reason", each.reason());
        }
        return json.toPrettyString() + "\n";
    }

    static void put(ObjectNode entry, ModelKey key) {
        entry.put("id", key.id());
        entry.put("version", key.version().text());
    }

    /** What a plan says of a version beside its key. */
    static void put(ObjectNode entry, PlannedRetirement planned) {
        entry.put("name", planned.name());
        entry.put("subgroup", planned.subgroup());
        entry.put("published", planned.published().toString());
        entry.put("header", planned.header().hex());
        entry.put("bytes", planned.bytes());
    }

    static RetirePlan read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (!FORMAT.equals(json.path("format").asText())) {
                throw new InvalidArgumentException("this is no plan of retirements: its 'format' is not '" + FORMAT
                        + "'; 'audmodel retire --plan FILE' writes one");
            }
            List<PlannedRetirement> retired = new ArrayList<>();
            for (JsonNode entry : list(json, "retired")) {
                retired.add(new PlannedRetirement(
                        key(entry),
                        text(entry, "name"),
                        text(entry, "subgroup"),
                        Instant.parse(text(entry, "published")),
                        new Checksum(text(entry, "header")),
                        number(entry, "bytes")));
            }
            List<KeptVersion> kept = new ArrayList<>();
            for (JsonNode entry : list(json, "kept")) {
                kept.add(new KeptVersion(key(entry), text(entry, "reason")));
            }
            long keep = number(json, "keep");
            if (keep < 1 || keep > Integer.MAX_VALUE) {
                throw damaged("'keep' is " + keep + ", and at least 1 version stays", null);
            }
            return new RetirePlan(
                    RepositoryAddress.of(text(json, "repository")),
                    Instant.parse(text(json, "made")),
                    (int) keep,
                    json.has("olderThan") ? Optional.of(age(text(json, "olderThan"))) : Optional.empty(),
                    retired,
                    kept);
        } catch (JacksonException e) {
            throw damaged("it is not JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration age(String text) {
        Duration age = Duration.parse(text);
        if (age.isZero() || age.isNegative()) {
            throw damaged("'olderThan' is " + age + ", and has to be more than nothing", null);
        }
        return age;
    }

    private static ModelKey key(JsonNode entry) {
        return new ModelKey(text(entry, "id"), Version.of(text(entry, "version")));
    }

    private static JsonNode list(JsonNode json, String name) {
        JsonNode list = json.path(name);
        if (!list.isArray()) {
            throw damaged("'" + name + "' is no list", null);
        }
        return list;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw damaged("'" + name + "' is no text", null);
        }
        return value.asText();
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw damaged("'" + name + "' is no whole number", null);
        }
        return value.asLong();
    }

    private static InvalidArgumentException damaged(String why, @Nullable Exception cause) {
        return new InvalidArgumentException("this is no plan of retirements: " + why + "; make a new one", cause);
    }
}
