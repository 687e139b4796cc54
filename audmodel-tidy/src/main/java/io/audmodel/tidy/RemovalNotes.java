package io.audmodel.tidy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.inventory.Remains;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.model.ModelKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The notes in a repository about what was removed: an object for each removal, of a name that nobody else uses, so that no
 * writer loses the note of another, whatever the store can do. It is written before the first object is removed.
 */
final class RemovalNotes {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final RepositoryInventory inventory;
    private final String by;

    RemovalNotes(RepositoryInventory inventory, String by) {
        this.inventory = inventory;
        this.by = by;
    }

    /** Returns where the note is. */
    ObjectPath retired(PlannedRetirement entry, RetirePlan plan) {
        ObjectNode note = note("retire", entry.key());
        PlanJson.put(note, entry);
        note.put("planned", plan.made().toString());
        note.put("keep", plan.keep());
        plan.olderThan().ifPresent(age -> note.put("olderThan", age.toString()));
        return write(entry.key(), note);
    }

    /** As {@link #retired}. */
    ObjectPath swept(Remains remains) {
        ObjectNode note = note("sweep", remains.key());
        note.put("bytes", remains.bytes());
        ArrayNode objects = note.putArray("objects");
        remains.objects().forEach(object -> objects.add(object.path().text()));
        return write(remains.key(), note);
    }

    /** Takes back a note of what stayed. */
    void takeBack(ObjectPath note) {
        inventory.delete(note);
    }

    /** All notes, by time. */
    List<String> lines() {
        return inventory.list(inventory.removals()).stream()
                .map(ObjectInfo::path)
                .sorted(Comparator.comparing(ObjectPath::name))
                .flatMap(path -> inventory.read(path).stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
                .toList();
    }

    private ObjectNode note(String event, ModelKey key) {
        ObjectNode note = MAPPER.createObjectNode();
        note.put("time", inventory.now().toString());
        note.put("event", event);
        note.put("repository", inventory.place().toString());
        PlanJson.put(note, key);
        note.put("by", by);
        return note;
    }

    private ObjectPath write(ModelKey key, ObjectNode note) {
        Instant now = inventory.now();
        String nonce = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        ObjectPath path = inventory.removals().child(TIME.format(now) + "-" + key + "-" + nonce + ".json");
        inventory.put(path, Content.of((note + "\n").getBytes(StandardCharsets.UTF_8)), PutMode.createUnique());
        return path;
    }

    /** The text by which the repository refuses; empty if it does not. */
    Optional<String> refusal() {
        return inventory.read(inventory.refusal()).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }
}
